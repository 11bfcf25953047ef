import { cut } from "#core/diagnostics";
import type { Mutation } from "#core/analysis";
import type { CoverageReport, ValidationCoverage } from "../cases/coverage-report.ts";
import type { PolicyMutations } from "../cases/mutation-report.ts";
import type { CaseResult } from "../cases/run.ts";
import { createLineReader, formatDiagnostic, type LineReader } from "./diagnostics.ts";

/** Cases that did not pass with what is wrong, and the counts; with `verbose` those that passed as well. */
export function resultsText(results: readonly CaseResult[], verbose: boolean): readonly string[] {
  const lines = createLineReader();
  const shown = results
    .filter((result) => verbose || result.status !== "passed")
    .flatMap((result) => resultLines(result, lines));
  const count = (status: CaseResult["status"]): number => results.filter((result) => result.status === status).length;
  const broken = count("broken");
  const summary = `${count("passed")} passed, ${count("failed")} failed${broken === 0 ? "" : `, ${broken} could not be run`}`;
  return [...shown, summary];
}

function resultLines({ folder, status, differences, diagnostics }: CaseResult, lines: LineReader): readonly string[] {
  return [
    `${status}  ${folder}`,
    ...differences.map((difference) => `  ${difference}`),
    ...diagnostics.map((one) => formatDiagnostic(one, lines)),
  ];
}

/** What the cases leave open, and with `verbose` what each validation says in them. */
export function coverageText(report: CoverageReport, verbose: boolean): readonly string[] {
  const { validations, matchedNothing } = report;
  const open = validations.filter(({ gaps }) => gaps.length > 0);
  return [
    ...(verbose ? validations.map(outcomeLine) : []),
    ...open.flatMap(({ policy, validation, gaps }) => gaps.map((gap) => `open  ${policy}/${validation}: ${gap}`)),
    ...matchedNothing.map((folder) => `matched nothing  ${folder}`),
    `${validations.length - open.length} of ${validations.length} validations are covered: cases make them pass on something, and fail`,
  ];
}

function outcomeLine({ policy, validation, outcomes, vacuousPasses }: ValidationCoverage): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const vacuous = vacuousPasses === 0 ? "" : ` (${vacuousPasses} of them on nothing)`;
  return `${policy}/${validation}: ${counts.join(", ")}${vacuous}`;
}

/** The share of mutants that some case notices, in percent; 100 when there is none. */
export function mutationScore(policies: readonly PolicyMutations[]): number {
  const { mutants, killed } = total(policies);
  return mutants === 0 ? 100 : (100 * killed) / mutants;
}

/** The changes that no case notices, each at its place, and the score. */
export function mutationText(policies: readonly PolicyMutations[]): readonly string[] {
  const { mutants, killed } = total(policies);
  return [
    ...policies.flatMap(({ policy, survivors }) => survivors.map((survivor) => survivorLine(policy, survivor))),
    `mutation score ${mutationScore(policies).toFixed(1)} %: cases notice ${killed} of ${mutants} changes of ${policies.length} policies`,
  ];
}

function survivorLine(policy: string, { span, part, operator, original, replacement }: Mutation): string {
  const place = `${span.file}:${span.start.line}:${span.start.column}`;
  const change =
    replacement === "" ? `without ${excerpt(original)}` : `${excerpt(original)} became ${excerpt(replacement)}`;
  return `survived  ${place}  ${policy}, ${part}, ${operator}: ${change}`;
}

const WIDEST_EXCERPT = 100;

function excerpt(text: string): string {
  return `\`${cut(text.replaceAll(/\s+/g, " "), WIDEST_EXCERPT)}\``;
}

function total(policies: readonly PolicyMutations[]): { readonly mutants: number; readonly killed: number } {
  const mutants = policies.reduce((sum, policy) => sum + policy.mutants, 0);
  const survivors = policies.reduce((sum, policy) => sum + policy.survivors.length, 0);
  return { mutants, killed: mutants - survivors };
}
