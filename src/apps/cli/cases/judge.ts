import { createReplacer, type Bundle, type ReplacePolicy } from "#core/bundle";
import { compileProgram, type Program } from "#core/decide";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { loadPolicies } from "../policies/load.ts";
import type { CaseFolder } from "./find.ts";

/** The documents of a case, loaded and compiled. */
export interface Judge {
  readonly bundle: Bundle;
  readonly program: Program;
  /** Puts a variant of one of its policies in its place. */
  readonly replace: ReplacePolicy;
}

/** How many sets of documents are kept: those of one policy, whose cases follow each other, and never those of a whole library. */
const MOST_KEPT = 8;

/** Loads each set of documents when it is asked for, and keeps those asked for last; answers why where one cannot be loaded. */
export type FindJudge = (one: CaseFolder) => Judge | readonly Diagnostic[];

export function createJudges(): FindJudge {
  const judges = new Map<string, Judge | readonly Diagnostic[]>();
  return ({ documents }) => {
    const key = documents.join("\n");
    const judge = judges.get(key) ?? prepare(documents);
    judges.delete(key);
    judges.set(key, judge);
    const [oldest] = judges.keys();
    if (judges.size > MOST_KEPT && oldest !== undefined) judges.delete(oldest);
    return judge;
  };
}

function prepare(documents: readonly string[]): Judge | readonly Diagnostic[] {
  const { bundle, diagnostics } = loadPolicies({ paths: documents, library: false });
  if (bundle === null || hasErrors(diagnostics)) return diagnostics;
  if (bundle.policies.length > 0) {
    return { bundle, program: compileProgram(bundle), replace: createReplacer(bundle) };
  }
  return [
    {
      code: "case-without-policy",
      severity: "error",
      message: "The case has no policy: there is no `policy.yaml` in its folder or above it",
    },
  ];
}
