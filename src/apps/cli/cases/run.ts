import type { Bundle } from "#core/bundle";
import { decide, type Program } from "#core/decide";
import type { Diagnostic } from "#core/diagnostics";
import { differencesOf } from "./compare.ts";
import type { CaseFolder } from "./find.ts";
import { createJudges } from "./judge.ts";
import { prepareCase, type BrokenCase, type ReadyCase } from "./prepare.ts";

/** One case's result: `differences` is empty when it passed; `diagnostics` tell why it could not be run. */
export interface CaseResult {
  readonly folder: string;
  readonly status: "passed" | "failed" | "broken";
  readonly differences: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs cases, compiling each set of documents once. */
export interface CaseRunner {
  run(one: CaseFolder): CaseResult;
}

export function createCaseRunner(): CaseRunner {
  const findJudge = createJudges();
  return { run: (one) => runCase(prepareCase(one, findJudge)) };
}

/** Decides on a case and compares. */
export function runCase(one: ReadyCase | BrokenCase): CaseResult {
  const { folder } = one;
  if (one.kind === "broken") return { folder, status: "broken", differences: [], diagnostics: one.diagnostics };
  const differences = judgeCase(one, one.judge);
  return { folder, status: differences.length === 0 ? "passed" : "failed", differences, diagnostics: [] };
}

/** How the decisions on a case by some policies differ from what it expects. */
export function judgeCase(
  { proposals, expectation, now }: ReadyCase,
  { bundle, program }: { readonly bundle: Bundle; readonly program: Program },
): readonly string[] {
  return proposals.flatMap((proposal) => {
    const decision = decide(program, proposal, now);
    return differencesOf(expectation, { bundle, effects: proposal.effects, decision });
  });
}
