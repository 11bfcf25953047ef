import { statSync } from "node:fs";
import { InvalidArgumentError, type Command } from "commander";
import { parseTimestamp, Timestamp } from "#core/language";
import { EXIT } from "#points/check";
import { coverCases, type CoverageReport } from "../cases/coverage-report.ts";
import { findCases } from "../cases/find.ts";
import { createJudges } from "../cases/judge.ts";
import { mutateCases, type PolicyMutations } from "../cases/mutation-report.ts";
import { prepareCase, type ReadyCase } from "../cases/prepare.ts";
import { runCase, type CaseResult } from "../cases/run.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { findKyvernoTests } from "../kyverno-tests/find.ts";
import { runKyvernoTest } from "../kyverno-tests/results.ts";
import { startProgress, type Progress } from "../terminal/progress.ts";
import { UsageError } from "../usage-error.ts";
import { formatOption } from "./flags.ts";
import { coverageText, mutationScore, mutationText, resultsText } from "./test-text.ts";

interface TestFlags {
  readonly format: "text" | "json";
  readonly verbose?: boolean;
  readonly coverage?: boolean;
  readonly mutate?: boolean;
  readonly minScore: number;
  readonly now?: Timestamp;
}

const EXAMPLES = `
Examples:
  $ writ test policies/
  $ writ test policies/no-public-buckets/cases/absent --verbose
  $ writ test policies/ --coverage                      # which validations never fail, never pass, or pass on nothing
  $ writ test policies/ --mutate --min-score 85         # which changes of the policies no case would notice

A case is a folder with an input (a plan or a manifest) and an expectation; its policy is \`policy.yaml\` in the same folder or above it:
  no-public-buckets/policy.yaml
  no-public-buckets/cases/absent/input.json
  no-public-buckets/cases/absent/expected.json   {"verdicts": {"aws_s3_bucket.logs": {"blocked": "fail"}}}
A \`kyverno-test.yaml\` is run as well, as \`kyverno test\` runs it; it has no part in --coverage and --mutate.

Exit codes:
  0  every case passed
  1  a case failed, or the mutation score is below --min-score
  2  a case could not be run, or there is none`;

/** Adds `writ test`. */
export function addTest(program: Command): void {
  program
    .command("test")
    .summary("run policy cases")
    .description("Runs policy cases: folders with an input and the verdicts that are expected of it.")
    .argument("<paths...>", "folders that hold cases")
    .addOption(formatOption())
    .option("-v, --verbose", "list the cases that passed as well")
    .option("--coverage", "tell what the cases make each validation say, and what they leave open")
    .option("--mutate", "change the policies in every small way and tell which changes no case notices")
    .option("--min-score <percent>", "with --mutate, end with 1 when fewer mutants are noticed", percent, 0)
    .option("--now <time>", "what tests of Kyverno take for the present, by RFC 3339 (default: the present)", instant)
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: TestFlags) => {
      process.exitCode = test(paths, flags);
    });
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError("It must be a number from 0 to 100.");
  return value;
}

function instant(text: string): Timestamp {
  const time = parseTimestamp(text);
  if (time instanceof Timestamp) return time;
  throw new InvalidArgumentError("It must be a point in time as in `2026-01-31T00:00:00Z`.");
}

function present(): Timestamp {
  return new Timestamp(Math.floor(Date.now() / 1000), 0);
}

/** Everything that one run found; what was not asked for is absent. */
interface TestReport {
  readonly results: readonly CaseResult[];
  readonly coverage?: CoverageReport;
  readonly mutation?: { readonly score: number; readonly policies: readonly PolicyMutations[] };
}

function test(paths: readonly string[], flags: TestFlags): number {
  const progress = startProgress();
  const report = runAll(paths, flags, progress);
  progress.done();
  process.stdout.write(
    flags.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : textOf(report, flags.verbose ?? false),
  );
  if (report.results.some((result) => result.status === "broken")) return EXIT.broken;
  const isLow = report.mutation !== undefined && report.mutation.score < flags.minScore;
  return isLow || report.results.some((result) => result.status === "failed") ? EXIT.violations : EXIT.compliant;
}

function runAll(paths: readonly string[], flags: TestFlags, progress: Progress): TestReport {
  const findJudge = createJudges();
  const folders = paths.flatMap((path) => findCases(existingFolder(path)));
  const tests = paths.flatMap((path) => findKyvernoTests(path));
  if (folders.length + tests.length === 0) throw nothingIn(paths);
  const cases = folders.map((folder, index) => {
    progress.step(`case ${index + 1} of ${folders.length}: ${folder.folder}`);
    return prepareCase(folder, findJudge);
  });
  const own = cases.map(runCase);
  const now = flags.now ?? present();
  const results = [...own, ...tests.flatMap((file) => runKyvernoTest(file, now))];
  const ready = cases.flatMap((one, at) => (one.kind === "ready" && own[at]?.status === "passed" ? [one] : []));
  return {
    results,
    ...(flags.coverage === true && { coverage: coverCases(ready) }),
    ...(flags.mutate === true && { mutation: mutate(ready, progress) }),
  };
}

/** Cases that fail as it is would notice every change, and so are left out. */
function mutate(cases: readonly ReadyCase[], progress: Progress): NonNullable<TestReport["mutation"]> {
  const policies = mutateCases(cases, (policy) => progress.step(`mutants of ${policy}`));
  return { score: mutationScore(policies), policies };
}

function nothingIn(paths: readonly string[]): UsageError {
  return new UsageError(
    `There is no case in ${paths.map((path) => `\`${path}\``).join(", ")}`,
    "a case is a folder with `expected.json` and `input.json`, or with `kyverno-test.yaml`",
  );
}

function existingFolder(path: string): string {
  try {
    if (statSync(path).isDirectory()) return path;
  } catch (error) {
    throw new UsageError(`Cannot read \`${path}\`: ${reasonOf(error)}`);
  }
  throw new UsageError(`\`${path}\` is a file, but cases are folders`);
}

function textOf({ results, coverage, mutation }: TestReport, verbose: boolean): string {
  const lines = [
    ...(coverage === undefined ? [] : coverageText(coverage, verbose)),
    ...(mutation === undefined ? [] : mutationText(mutation.policies)),
    ...resultsText(results, verbose),
  ];
  return `${lines.join("\n")}\n`;
}
