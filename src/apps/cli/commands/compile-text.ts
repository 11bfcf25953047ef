import type { Covered, Emission, Gap, TargetName } from "#adapters/emitters";
import { visible } from "./diagnostics.ts";

/** What a target's guardrails cover and what they do not, as text: a line of figures, the differences, and every gap under its reason. */
export function compileText(target: TargetName, emission: Emission): string {
  const { documents, covered, gaps, elsewhere } = emission;
  const figures = [
    `${target}: ${count(documents.length, "document")}`,
    `${count(covered.length, "part")} of policies covered`,
    count(gaps.length, "gap"),
    `${count(elsewhere.length, "policy", "policies")} about nothing that the target governs`,
  ];
  const lines = [figures.join(", "), ...differencesOf(covered), ...gapsOf(gaps)];
  return `${lines.map(visible).join("\n")}\n`;
}

function differencesOf(covered: readonly Covered[]): readonly string[] {
  const all = covered.flatMap((part) => part.differences.map((difference) => `  ${difference}: ${nameOf(part)}`));
  return all.length === 0 ? [] : ["", "Covered with a difference", ...all];
}

function gapsOf(gaps: readonly Gap[]): readonly string[] {
  const reasons = [...Map.groupBy(gaps, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  const groups = reasons.flatMap(([reason, own]) => ["", `Gap: ${reason}`, ...own.map((gap) => `  ${nameOf(gap)}`)]);
  return groups;
}

function nameOf({ policy, validation, kind, types }: Gap | Covered): string {
  const [first = "", ...others] = types;
  return `${policy}/${validation} for ${kind} (${others.length === 0 ? first : `${first} and ${others.length} more`})`;
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
