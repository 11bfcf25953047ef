import type { CheckReport, Counts } from "#core/model";

const COLUMNS: readonly (readonly [keyof Counts, string])[] = [
  ["pass", "passed"],
  ["fail", "failed"],
  ["warn", "warned"],
  ["unknown", "unknown"],
  ["error", "errors"],
  ["waived", "waived"],
  ["notApplicable", "not applicable"],
  ["vacuous", "vacuous"],
  ["awaiting", "awaiting an inventory"],
];

/** One count of the summary with its word. */
export interface SummaryCount {
  readonly key: keyof Counts;
  readonly text: string;
  readonly count: number;
}

/** All counts of the summary, zeros included, in their fixed order. */
export function summaryCounts({ counts }: CheckReport): readonly SummaryCount[] {
  return COLUMNS.map(([key, word]) => ({ key, text: `${counts[key]} ${word}`, count: counts[key] }));
}

/** The summary of a run on one line. */
export function summaryLine(report: CheckReport): string {
  const resources = report.inputs.reduce((sum, input) => sum + input.resources, 0);
  const inputs = report.inputs.length === 1 ? "1 input" : `${report.inputs.length} inputs`;
  return `${inputs}, ${resources} resources: ${summaryCounts(report)
    .map(({ text }) => text)
    .join(", ")}`;
}
