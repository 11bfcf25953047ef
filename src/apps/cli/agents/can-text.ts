import { UNCLASSIFIED } from "#core/model";
import { printable } from "#adapters/reporters";
import type { CanAct, CanAnswer } from "./can.ts";

const ANSWERS: Readonly<Record<CanAnswer["effect"], string>> = {
  allow: "may do this",
  hold: "has to wait for an approval",
  deny: "may not do this",
};

/** The answer in words. */
export function canText({ agent, effect, reasons, acts, needed }: CanAnswer): string {
  const lines = [
    `${agent} ${ANSWERS[effect]}`,
    ...acts.flatMap(actLines),
    ...section("because", reasons),
    ...section("needed", needed),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function actLines({ verb, kind, type, id, traits, grants, against }: CanAct): readonly string[] {
  const reach = traits.length === 0 ? "" : ` (${traits.join(", ")})`;
  return [
    "",
    `${verb} ${kind === UNCLASSIFIED ? type : kind} ${id}${reach}`,
    ...(grants.length === 0 ? ["  no grant is for this"] : grants.map(grantLine)),
    ...against.map(({ policy, outcome, message }) => `  ${policy}: ${outcome}: ${message}`),
  ];
}

const STANDINGS: Readonly<Record<CanAct["grants"][number]["standing"], string>> = {
  covers: "covers it",
  "covers-after-approval": "covers it after an approval",
  "falls-short": "falls short",
};

function grantLine({ grant, agent, standing, reason }: CanAct["grants"][number]): string {
  return `  grant ${grant} ${STANDINGS[standing]} for ${agent}${reason === null ? "" : `: ${reason}`}`;
}

function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `${name}:`, ...lines.map((line) => `  ${line}`)];
}
