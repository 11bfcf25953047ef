import { statSync } from "node:fs";
import type { Command } from "commander";
import { EXIT } from "#points/check";
import { findCases } from "../cases/find.ts";
import { createCaseRunner, type CaseResult } from "../cases/run.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { startProgress } from "../terminal/progress.ts";
import { UsageError } from "../usage-error.ts";
import { createLineReader, formatDiagnostic, type LineReader } from "./diagnostics.ts";
import { formatOption } from "./flags.ts";

interface TestFlags {
  readonly format: "text" | "json";
  readonly verbose?: boolean;
}

const EXAMPLES = `
Examples:
  $ writ test policies/
  $ writ test policies/no-public-buckets/cases/absent --verbose

A case is a folder with an input (a plan or a manifest) and an expectation; its policy is \`policy.yaml\` in the same folder or above it:
  no-public-buckets/policy.yaml
  no-public-buckets/cases/absent/input.json
  no-public-buckets/cases/absent/expected.json   {"verdicts": {"aws_s3_bucket.logs": {"blocked": "fail"}}}

Exit codes:
  0  every case passed
  1  a case failed
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
    .addHelpText("after", EXAMPLES)
    .action((paths: readonly string[], flags: TestFlags) => {
      process.exitCode = test(paths, flags);
    });
}

function test(paths: readonly string[], flags: TestFlags): number {
  const cases = paths.flatMap((path) => findCases(existingFolder(path)));
  if (cases.length === 0)
    throw new UsageError(
      `There is no case in ${paths.map((path) => `\`${path}\``).join(", ")}`,
      "a case is a folder with `expected.json` and `input.json`",
    );
  const runner = createCaseRunner();
  const progress = startProgress();
  const results = cases.map((one, index) => {
    progress.step(`case ${index + 1} of ${cases.length}: ${one.folder}`);
    return runner.run(one);
  });
  progress.done();
  process.stdout.write(
    flags.format === "json" ? `${JSON.stringify({ results }, null, 2)}\n` : textOf(results, flags.verbose ?? false),
  );
  if (results.some((result) => result.status === "broken")) return EXIT.broken;
  return results.some((result) => result.status === "failed") ? EXIT.violations : EXIT.compliant;
}

function existingFolder(path: string): string {
  try {
    if (statSync(path).isDirectory()) return path;
  } catch (error) {
    throw new UsageError(`Cannot read \`${path}\`: ${reasonOf(error)}`);
  }
  throw new UsageError(`\`${path}\` is a file, but cases are folders`);
}

function textOf(results: readonly CaseResult[], verbose: boolean): string {
  const lines = createLineReader();
  const shown = results
    .filter((result) => verbose || result.status !== "passed")
    .flatMap((result) => resultLines(result, lines));
  const count = (status: CaseResult["status"]): number => results.filter((result) => result.status === status).length;
  const broken = count("broken");
  const summary = `${count("passed")} passed, ${count("failed")} failed${broken === 0 ? "" : `, ${broken} could not be run`}`;
  return `${[...shown, summary].join("\n")}\n`;
}

function resultLines({ folder, status, differences, diagnostics }: CaseResult, lines: LineReader): readonly string[] {
  return [
    `${status}  ${folder}`,
    ...differences.map((difference) => `  ${difference}`),
    ...diagnostics.map((one) => formatDiagnostic(one, lines)),
  ];
}
