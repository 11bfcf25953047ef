import type { CheckReport } from "#core/model";
import type { Reporter } from "./reporter.ts";

/** The version of the shape of the JSON report; it changes only when a reader could break. */
const JSON_SCHEMA_VERSION = 1;

/** The whole report as one JSON document; `spec/schemas/check-report.json` describes it. */
export const json: Reporter = {
  description: "the whole report as JSON",
  render: (report) => `${JSON.stringify({ schemaVersion: JSON_SCHEMA_VERSION, ...report }, null, 2)}\n`,
};

/**
 * One JSON object on each line: `{"type":"finding",…}` for each finding, likewise for each annotation of the audit log and each diagnostic, and last
 * `{"type":"summary",…}` with the rest of the report except its rules.
 */
export const ndjson: Reporter = {
  description: "one JSON object a line: findings, diagnostics, summary",
  render: (report) =>
    lines(report)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
};

function lines(report: CheckReport): readonly object[] {
  const { findings, diagnostics, rules: _rules, quiet, annotations, ...summary } = report;
  return [
    ...findings.map((finding) => ({ type: "finding", ...finding })),
    ...quiet.map((verdict) => ({ type: "verdict", ...verdict })),
    ...annotations.map((annotation) => ({ type: "annotation", ...annotation })),
    ...diagnostics.map((diagnostic) => ({ type: "diagnostic", ...diagnostic })),
    { type: "summary", schemaVersion: JSON_SCHEMA_VERSION, ...summary },
  ];
}
