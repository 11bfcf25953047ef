import { readSource } from "#adapters/sources";
import type { Bundle } from "#core/bundle";
import { compileProgram, decide, type Program, type Verdict } from "#core/decide";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { Timestamp } from "#core/language";
import type { Effect, Outcome } from "#core/model";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../commands/principal.ts";
import { fileDiagnostic } from "../files/file-diagnostic.ts";
import { readInput } from "../files/read.ts";
import { loadPolicies } from "../policies/load.ts";
import { UsageError } from "../usage-error.ts";
import { readExpectation, type Expectation } from "./expectation.ts";
import type { CaseFolder } from "./find.ts";

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

interface Judge {
  readonly bundle: Bundle;
  readonly program: Program;
}

export function createCaseRunner(): CaseRunner {
  const judges = new Map<string, Judge | readonly Diagnostic[]>();
  return {
    run: (one) => {
      const key = one.documents.join("\n");
      const judge = judges.get(key) ?? prepare(one.documents);
      judges.set(key, judge);
      return "program" in judge ? runSafely(one, judge) : broken(one, judge);
    },
  };
}

function prepare(documents: readonly string[]): Judge | readonly Diagnostic[] {
  const { bundle, diagnostics } = loadPolicies({ paths: documents, library: false });
  if (bundle === null || hasErrors(diagnostics)) return diagnostics;
  if (bundle.policies.length > 0) return { bundle, program: compileProgram(bundle) };
  return [
    {
      code: "case-without-policy",
      severity: "error",
      message: "The case has no policy: there is no `policy.yaml` in its folder or above it",
    },
  ];
}

function broken({ folder }: CaseFolder, diagnostics: readonly Diagnostic[]): CaseResult {
  return { folder, status: "broken", differences: [], diagnostics };
}

/** A case that is written wrongly is broken, and leaves the others alone. */
function runSafely(one: CaseFolder, judge: Judge): CaseResult {
  try {
    return runCase(one, judge);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return broken(one, [fileDiagnostic("case-invalid", one.expected, error.message, error.hint ?? "correct it")]);
  }
}

function runCase(one: CaseFolder, judge: Judge): CaseResult {
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
  const differences = proposeReadings(judge.program, judge.bundle.kinds, [reading], options).flatMap(({ proposal }) => {
    const decision = decide(judge.program, proposal, instant(expectation.now));
    return [
      ...findStrangers(expectation, judge.bundle, proposal.effects),
      ...compareEffect(expectation, decision.effect),
      ...compareVerdicts(expectation, decision.verdicts, proposal.effects),
    ];
  });
  return { folder: one.folder, status: differences.length === 0 ? "passed" : "failed", differences, diagnostics: [] };
}

function instant(text: string): Timestamp {
  return new Timestamp(Math.floor(Date.parse(text) / 1000), 0);
}

function compareEffect({ effect }: Expectation, actual: string): readonly string[] {
  return effect === null || effect === actual ? [] : [`effect: expected ${effect}, got ${actual}`];
}

/** What is expected of no resource of the input, or by no validation, and so would never be seen to fail. */
function findStrangers({ verdicts }: Expectation, { policies }: Bundle, effects: readonly Effect[]): readonly string[] {
  const resources = new Set(effects.map((_, index) => resourceKey(effects, index)));
  const validations = new Set(policies.flatMap((policy) => policy.validations.map(({ id }) => id)));
  return Object.entries(verdicts).flatMap(([resource, outcomes]) => [
    ...(resources.has(resource) ? [] : [`${resource}: the input has no such resource`]),
    ...Object.keys(outcomes)
      .filter((id) => !validations.has(id))
      .map((id) => `${resource} ${id}: no policy has such a validation`),
  ]);
}

function compareVerdicts(
  expectation: Expectation,
  verdicts: readonly Verdict[],
  effects: readonly Effect[],
): readonly string[] {
  const actual = new Map<string, Outcome>();
  for (const verdict of verdicts)
    actual.set(JSON.stringify([resourceKey(effects, verdict.effect), verdict.validation]), verdict.outcome);
  const differences: string[] = [];
  for (const [resource, outcomes] of Object.entries(expectation.verdicts)) {
    for (const [validation, expected] of Object.entries(outcomes)) {
      const key = JSON.stringify([resource, validation]);
      const outcome = actual.get(key) ?? "not-applicable";
      if (outcome !== expected) differences.push(`${resource} ${validation}: expected ${expected}, got ${outcome}`);
      actual.delete(key);
    }
  }
  const unexpected = [...actual].filter(([, outcome]) => outcome !== "not-applicable");
  return [
    ...differences,
    ...unexpected.map(([key, outcome]) => `${keyText(key)}: got ${outcome}, which is not expected`),
  ];
}

function resourceKey(effects: readonly Effect[], index: number): string {
  const effect = effects[index];
  if (effect === undefined) return "";
  const { id } = effect.resource;
  return effects.some((other) => other !== effect && other.resource.id === id) ? `${id} ${effect.verb}` : id;
}

function keyText(key: string): string {
  const parts: unknown = JSON.parse(key);
  return Array.isArray(parts) ? parts.join(" ") : key;
}
