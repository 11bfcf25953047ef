import type { FlipGroup, FlipKind, ReplayCount, ReplayReport } from "#core/analysis";
import { printable } from "#adapters/reporters";
import type { ReplayOutcome } from "./outcome.ts";

const TITLES: Readonly<Record<FlipKind, string>> = {
  "newly-allowed": "newly allowed",
  "newly-denied": "newly denied",
  other: "between held and denied",
};

/** A replay for people: what was asked again, and the first `limit` groups of what changes. */
export function textOfReplay(outcome: ReplayOutcome, limit: number): string {
  const { report, unreadable } = outcome;
  const lines = [
    `Candidate ${outcome.bundle.slice(0, 12)}: ${counted(report.replayed)} asked again${coverageOf(outcome)}`,
  ];
  if (unreadable > 0)
    lines.push(`${unreadable} ${unreadable === 1 ? "question" : "questions"} could not be asked again`);
  return `${[...lines, ...linesOfFlips(report, limit)].join("\n")}\n`;
}

/** What changes, group by group. */
export function linesOfFlips({ replayed, flips, groups, ungrouped }: ReplayReport, limit: number): readonly string[] {
  if (replayed.recordings === 0) return ["There was nothing to ask, which says nothing of the candidate"];
  const totals = Object.entries(TITLES).map(([kind, title]) => `  ${title}: ${counted(flipsOf(flips, kind))}`);
  if (groups.length === 0) return ["No answer changes"];
  const shown = groups.slice(0, limit).flatMap(linesOf);
  const more = groups.length - limit;
  return [
    ...totals,
    "",
    ...shown,
    ...(more > 0 ? [`and ${more} more groups: show them with --limit, or all with --format json`] : []),
    ...(ungrouped.recordings > 0 ? [`and ${counted(ungrouped)} in no group`] : []),
  ];
}

function flipsOf(flips: ReplayReport["flips"], kind: string): ReplayCount {
  if (kind === "newly-allowed" || kind === "newly-denied") return flips[kind];
  return flips.other;
}

function linesOf({ kind, by, principal, examples, ...count }: FlipGroup): readonly string[] {
  const who = printable(`${principal.kind} ${principal.id}`);
  const what = printable(by.join(", "));
  const first = `${TITLES[kind]}: ${who}, ${kind === "newly-denied" ? "by" : "before by"} ${what}: ${counted(count)}`;
  return [
    first,
    ...examples
      .slice(0, 1)
      .map(({ acts, before, after, at }) => printable(`  ${acts}: ${before.effect}, then ${after.effect} (${at})`)),
  ];
}

/** So many questions, and the decisions that they stand for where those are more. */
export function counted({ recordings, decisions }: ReplayCount): string {
  const asked = `${recordings} ${recordings === 1 ? "question" : "questions"}`;
  return decisions === recordings ? asked : `${asked} (${decisions} decisions)`;
}

function coverageOf({ coverage, since }: ReplayOutcome): string {
  if (coverage === null) return "";
  const { decided, recorded } = coverage;
  const share = decided === 0 ? 0 : Math.floor((1000 * recorded) / decided) / 10;
  return `; ${recorded} of ${decided} decisions since ${since ?? ""} are recorded (${share} %)`;
}
