import { hasErrors } from "#core/diagnostics";
import type { Timestamp } from "#core/language";
import { fileDiagnostic } from "../files/file-diagnostic.ts";
import type { CaseResult } from "../cases/run.ts";
import { UsageError } from "../usage-error.ts";
import { isMet, runSuite, type KyvernoRow } from "./run.ts";
import { readSuites, type KyvernoSuite } from "./suite.ts";

/** Runs the tests in a file as Kyverno does at `now`. One that cannot be run whole is broken, and leaves the others alone. */
export function runKyvernoTest(file: string, now: Timestamp): readonly CaseResult[] {
  try {
    return readSuites(file).map((suite) => resultOf(suite, now));
  } catch (error) {
    return [broken(file, error)];
  }
}

function broken(file: string, error: unknown): CaseResult {
  if (!(error instanceof UsageError)) throw error;
  const diagnostic = fileDiagnostic("case-invalid", file, error.message, error.hint ?? "correct it");
  return { folder: file, status: "broken", differences: [], diagnostics: [diagnostic] };
}

function resultOf(suite: KyvernoSuite, now: Timestamp): CaseResult {
  const { rows, diagnostics } = runSuite(suite, now);
  const unsupported = [...new Set(suite.unsupported)].map((key) =>
    fileDiagnostic("case-unsupported", suite.file, `\`${key}\` of a test cannot be run`, "leave it to `kyverno test`"),
  );
  const empty =
    rows.length + suite.unsupported.length > 0
      ? []
      : [fileDiagnostic("case-invalid", suite.file, "The test expects nothing", "list `results`")];
  const differences = rows.filter((row) => !isMet(row)).map(differenceOf);
  const told = [...diagnostics, ...unsupported, ...empty];
  const status = hasErrors(told) ? "broken" : differences.length > 0 ? "failed" : "passed";
  return { folder: suite.file, status, differences, diagnostics: told };
}

function differenceOf({ policy, kind, resource, expected, actual, message }: KyvernoRow): string {
  const why = message === "" ? "" : ` (${message})`;
  return `${policy} on ${kind} ${resource}: expected ${expected}, got ${actual}${why}`.replace("on  ", "on ");
}
