import { readFileSync, writeFileSync } from "node:fs";
import type { CheckReport } from "#core/model";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/** What `--write-baseline` leaves behind. Only fingerprints count; the rest tells a reviewer what was accepted. */
interface Baseline {
  readonly baselineVersion: 1;
  readonly findings: readonly { readonly fingerprint: string; readonly rule: string; readonly resource: string }[];
}

const MAKE_ONE = "make one with `writ check --write-baseline <file>`";

/** The fingerprints of a baseline file. */
export function readBaseline(file: string): ReadonlySet<string> {
  const baseline = parseBaseline(file);
  if (!isBaseline(baseline)) {
    throw new UsageError(`\`${file}\` is not a baseline`, MAKE_ONE);
  }
  return new Set(baseline.findings.map((finding) => finding.fingerprint));
}

/** Writes every finding of a report that is neither waived nor an evaluation error, sorted, so that a later change shows well in review. */
export function writeBaseline(file: string, report: CheckReport): void {
  const accepted = report.findings.filter((finding) => finding.outcome === "fail" || finding.outcome === "unknown");
  const findings = accepted
    .map(({ fingerprint, policy, validation, resource }) => ({
      fingerprint,
      rule: `${policy}/${validation}`,
      resource: resource.id,
    }))
    .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const baseline: Baseline = { baselineVersion: 1, findings };
  try {
    writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`Cannot write the baseline to \`${file}\`: ${reasonOf(error)}`);
  }
}

function parseBaseline(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not valid JSON" : reasonOf(error);
    throw new UsageError(`Cannot read the baseline \`${file}\`: ${reason}`, MAKE_ONE);
  }
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== "object" || value === null || !("baselineVersion" in value) || value.baselineVersion !== 1)
    return false;
  if (!("findings" in value) || !Array.isArray(value.findings)) return false;
  return value.findings.every((finding: unknown) => isRecord(finding) && typeof finding["fingerprint"] === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
