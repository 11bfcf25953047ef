import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readSource } from "#adapters/sources";
import type { Covered, Emission, Gap } from "#adapters/emitters";
import type { Bundle } from "#core/bundle";
import { compileProgram, decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import type { Proposal, Resource } from "#core/model";
import { proposeReadings } from "#points/check";
import { findCases } from "../../src/apps/cli/cases/find.ts";
import { createJudges } from "../../src/apps/cli/cases/judge.ts";
import { prepareCase } from "../../src/apps/cli/cases/prepare.ts";
import { parsePrincipal } from "../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";
import { pathOf, readActs } from "../parity/acts.ts";

const POLICIES = join(import.meta.dirname, "../../library/policies");
const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);

/** What was said of the resources of one input by one bundle. */
export interface Judged {
  readonly name: string;
  readonly bundle: Bundle;
  readonly proposal: Proposal;
  readonly verdicts: readonly Verdict[];
}

/** What the library says of every act of the parity corpus that is expressed in one of the files. */
export function judgedActs(files: readonly string[]): readonly Judged[] {
  const { bundle } = loadPolicies({ paths: [], library: true });
  if (bundle === null) throw new Error("the library does not load");
  const program = compileProgram(bundle);
  const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
  return readActs().flatMap(({ name, expressions }) =>
    expressions
      .filter(({ file }) => files.includes(file))
      .flatMap(({ file }) => {
        const path = pathOf(name, file);
        const reading = readSource({ file: path, bytes: readFileSync(path) });
        return proposeReadings(program, bundle.kinds, [reading], options).map(({ proposal }) => ({
          name,
          bundle,
          proposal,
          verdicts: decide(program, proposal, NOW).verdicts,
        }));
      }),
  );
}

/** What each policy of the library says of those of its cases whose input holds the text. */
export function judgedCases(text: string): readonly Judged[] {
  const judges = createJudges();
  return readdirSync(POLICIES)
    .flatMap((folder) => findCases(join(POLICIES, folder)))
    .filter(({ input }) => readFileSync(input, "utf8").includes(text))
    .flatMap((one) => {
      const ready = prepareCase(one, judges);
      if (ready.kind === "broken") return [];
      const { bundle, program } = ready.judge;
      const name = one.folder.slice(one.folder.lastIndexOf("/") + 1);
      return ready.proposals.map((proposal) => ({
        name,
        bundle,
        proposal,
        verdicts: decide(program, proposal, ready.now).verdicts,
      }));
    });
}

/** What a guardrail says of a resource; undefined where that hangs on what is not known. */
export type Ask = (by: string, resource: Resource) => boolean | undefined;

/** What Writ and the guardrails of a target say of one resource. */
export interface Comparison {
  readonly about: string;
  readonly wanted: boolean;
  /** Null where the target has no guardrail for it. */
  readonly allowed: boolean | null;
  /** The differences that are listed. */
  readonly differences: readonly string[];
}

/** Compares verdicts with what is emitted for them, where something is told of the resource at all. */
export function compareJudged(
  { name, proposal, verdicts }: Judged,
  { covered, gaps }: Emission,
  ask: Ask,
): readonly Comparison[] {
  return verdicts.flatMap(({ policy, validation, effect, outcome, underlying }) => {
    const asked = proposal.effects[effect];
    if (asked === undefined || asked.traits.length > 0 || !WRITES.includes(asked.verb)) return [];
    const { kind, type, id } = asked.resource;
    const isOwn = (part: Gap | Covered): boolean =>
      part.policy === policy && part.validation === validation && part.kind === kind && part.types.includes(type);
    const own = covered.filter(isOwn);
    const said = underlying ?? outcome;
    if (said === "unknown") return [];
    const answers = own.map(({ by }) => (by === null ? true : ask(by, asked.resource)));
    if (answers.includes(undefined)) return [];
    return [
      {
        about: `${name}: ${policy}/${validation} ${kind} ${type} ${id}`,
        wanted: said !== "fail" && said !== "error",
        allowed: answers.length === 0 || gaps.some(isOwn) ? null : answers.every((answer) => answer === true),
        differences: own.flatMap((part) => part.differences),
      },
    ];
  });
}

const WRITES: readonly string[] = ["create", "update"];

/** Tells how much is covered, and expects that nothing is weaker, and nothing stricter without a word. */
export function expectListed(comparisons: readonly Comparison[], least: number): void {
  const covered = comparisons.filter(({ allowed }) => allowed !== null);
  const isListed = (direction: string, { differences }: Comparison): boolean =>
    differences.some((one) => one.startsWith(direction));
  const weaker = covered.filter(({ wanted, allowed }) => !wanted && allowed === true);
  const stricter = covered.filter(({ wanted, allowed }) => wanted && allowed === false);
  const gaps = comparisons.length - covered.length;
  process.stdout.write(`${covered.length} verdicts covered, ${gaps} in gaps, ${stricter.length} stricter as listed\n`);
  expect(weaker).toEqual([]);
  expect(stricter.filter((one) => !isListed("stricter", one))).toEqual([]);
  expect(covered.length).toBeGreaterThanOrEqual(least);
}
