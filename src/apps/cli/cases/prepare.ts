import { readSource } from "#adapters/sources";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../commands/principal.ts";
import { fileDiagnostic } from "../files/file-diagnostic.ts";
import { readInput } from "../files/read.ts";
import { UsageError } from "../usage-error.ts";
import { readExpectation, type Expectation } from "./expectation.ts";
import type { CaseFolder } from "./find.ts";
import type { FindJudge, Judge } from "./judge.ts";

/** A case that is ready to be decided, as often as needed. */
export interface ReadyCase {
  readonly kind: "ready";
  readonly folder: string;
  readonly judge: Judge;
  readonly expectation: Expectation;
  readonly proposals: readonly Proposal[];
  readonly now: Timestamp;
}

/** A case that is written wrongly, and why. It leaves the others alone. */
export interface BrokenCase {
  readonly kind: "broken";
  readonly folder: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a case and what it is judged by. */
export function prepareCase(one: CaseFolder, findJudge: FindJudge): ReadyCase | BrokenCase {
  const judge = findJudge(one);
  if (!("program" in judge)) return broken(one, judge);
  try {
    return readCase(one, judge);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return broken(one, [fileDiagnostic("case-invalid", one.expected, error.message, error.hint ?? "correct it")]);
  }
}

function readCase(one: CaseFolder, judge: Judge): ReadyCase | BrokenCase {
  const expectation = readExpectation(one.expected);
  const read = readInput(one.input, "stdin");
  if (read.kind === "failed") return broken(one, [read.diagnostic]);
  const reading = readSource(read.input);
  if (hasErrors(reading.diagnostics)) return broken(one, reading.diagnostics);
  const options = {
    principal: parsePrincipal(expectation.principal),
    environment: expectation.environment,
    changedOnly: false,
  };
  const proposed = proposeReadings(judge.program, judge.bundle.kinds, [reading], options);
  return {
    kind: "ready",
    folder: one.folder,
    judge,
    expectation,
    proposals: proposed.map(({ proposal }) => proposal),
    now: new Timestamp(Math.floor(Date.parse(expectation.now) / 1000), 0),
  };
}

function broken({ folder }: CaseFolder, diagnostics: readonly Diagnostic[]): BrokenCase {
  return { kind: "broken", folder, diagnostics };
}
