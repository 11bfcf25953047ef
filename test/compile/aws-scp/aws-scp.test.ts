import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EMITTERS, type Emission } from "#adapters/emitters";
import { readSource } from "#adapters/sources";
import type { Bundle, CheckedPolicy } from "#core/bundle";
import { compileProgram, decide, type Verdict } from "#core/decide";
import { Timestamp } from "#core/language";
import type { Effect, Proposal, Verb } from "#core/model";
import { proposeReadings } from "#points/check";
import { findCases } from "../../../src/apps/cli/cases/find.ts";
import { createJudges } from "../../../src/apps/cli/cases/judge.ts";
import { prepareCase } from "../../../src/apps/cli/cases/prepare.ts";
import { parsePrincipal } from "../../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../../src/apps/cli/policies/load.ts";
import { pathOf, readActs } from "../../parity/acts.ts";
import { denies } from "./evaluate.ts";
import { requestsFor } from "./requests.ts";

const POLICIES = join(import.meta.dirname, "../../../library/policies");
const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);
const LEAST = { parity: 20, cases: 250 };

/** What a policy says of an act, what the guardrails say of the calls that do it, and in which directions they are told to differ. */
interface Comparison {
  readonly about: string;
  readonly wanted: boolean;
  readonly denied: boolean;
  readonly directions: readonly string[];
}

describe("what is compiled for AWS Organizations", () => {
  it("denies the calls of acts of the parity corpus that the policies deny, but for listed differences", () => {
    const { bundle } = loadPolicies({ paths: [], library: true });
    if (bundle === null) throw new Error("the library does not load");
    const program = compileProgram(bundle);
    const compare = createComparer(bundle);
    const plans = readActs().flatMap(({ name, expressions }) =>
      expressions.filter(({ file }) => file === "aws-plan.json").map(({ file }) => pathOf(name, file)),
    );
    const comparisons = plans.flatMap((path) => {
      const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
      const reading = readSource({ file: path, bytes: readFileSync(path) });
      return proposeReadings(program, bundle.kinds, [reading], options).flatMap(({ proposal }) =>
        compare(proposal, decide(program, proposal, NOW).verdicts),
      );
    });
    expectAgreement(comparisons, LEAST.parity);
  });

  it("denies the calls of plans among the cases of the library that the policies deny, but for listed differences", () => {
    const judges = createJudges();
    const comparers = new Map<Bundle, ReturnType<typeof createComparer>>();
    const comparisons = readdirSync(POLICIES)
      .flatMap((folder) => findCases(join(POLICIES, folder)))
      .filter(({ folder }) => !folder.includes("hostile"))
      .filter(({ input }) => input.endsWith(".json") && readFileSync(input, "utf8").includes('"aws_'))
      .flatMap((one) => {
        const ready = prepareCase(one, judges);
        if (ready.kind === "broken") return [];
        const { bundle, program } = ready.judge;
        const compare = comparers.get(bundle) ?? createComparer(bundle);
        comparers.set(bundle, compare);
        const name = one.folder.slice(one.folder.lastIndexOf("/") + 1);
        const owner = one.folder.split("/").at(-3) ?? "";
        return ready.proposals.flatMap((proposal) =>
          compare(proposal, decide(program, proposal, ready.now).verdicts, owner).map((found) => ({
            ...found,
            about: `${name}: ${found.about}`,
          })),
        );
      });
    expectAgreement(comparisons, LEAST.cases);
  });
});

type Compare = (proposal: Proposal, verdicts: readonly Verdict[], only?: string) => readonly Comparison[];

/** Each validation is compiled by itself, so that what another one denies does not count for it. */
function createComparer(bundle: Bundle): Compare {
  const known = new Map<string, Compiled>();
  const compile: Compile = (policy, validation) => {
    const key = `${policy}/${validation}`;
    const made = known.get(key) ?? compiledAlone(bundle, policy, validation);
    known.set(key, made);
    return made;
  };
  return (proposal, verdicts, only) =>
    verdicts
      .filter(({ policy }) => only === undefined || policy === only)
      .flatMap((verdict) => {
        const effect = proposal.effects[verdict.effect];
        return effect === undefined || !isComparable(effect, verdict) ? [] : compared(effect, verdict, compile);
      });
}

interface Compiled {
  readonly emission: Emission;
  readonly verbs: readonly Verb[];
}

type Compile = (policy: string, validation: string) => Compiled;

function compiledAlone(bundle: Bundle, policy: string, validation: string): Compiled {
  const own = bundle.policies.filter(({ document }) => document.metadata.name === policy);
  const policies = own.map((one) => enforced(one, validation));
  const emission = EMITTERS["aws-scp"]({ ...bundle, policies, grants: [], agents: [] });
  return { emission, verbs: own.flatMap(({ document }) => document.spec.match.verbs) };
}

/** Only policies that enforce are compiled. */
function enforced(policy: CheckedPolicy, validation: string): CheckedPolicy {
  const { spec } = policy.document;
  const validations = spec.validations.filter(({ id }) => id === validation);
  return { ...policy, document: { ...policy.document, spec: { ...spec, mode: "enforce", validations } } };
}

function isComparable({ resource, traits, verb }: Effect, { underlying }: Verdict): boolean {
  return resource.type.startsWith("aws_") && traits.length === 0 && verb !== "adopt" && underlying !== "unknown";
}

function compared(
  effect: Effect,
  { policy, validation, underlying }: Verdict,
  compile: Compile,
): readonly Comparison[] {
  const { resource, verb } = effect;
  const { emission, verbs } = compile(policy, validation);
  const { documents, covered } = emission;
  const rows = covered.filter(
    ({ kind, types }) => kind.split(", ").includes(resource.kind) && types.includes(resource.type),
  );
  const requests = requestsFor(effect, verbs.includes("delete"));
  const isByCalls = rows.some(({ by }) => by?.startsWith("scp-"));
  if (!isByCalls || requests === null || requests.length === 0) return [];
  const denied = requests.some((request) =>
    documents.some(({ path, text }) => path.startsWith("scp-") && denies(text, request)),
  );
  const directions = rows.flatMap(({ differences }) => differences.map((one) => one.slice(0, one.indexOf(":"))));
  const wanted = underlying === "fail" || underlying === "error";
  return [{ about: `${policy}/${validation} ${verb} ${resource.kind} ${resource.id}`, wanted, denied, directions }];
}

function expectAgreement(comparisons: readonly Comparison[], least: number): void {
  const agreed = comparisons.filter(({ wanted, denied }) => wanted === denied);
  const different = comparisons.filter(({ wanted, denied }) => wanted !== denied);
  process.stdout.write(`${agreed.length} verdicts agree, ${different.length} differ as the report lists\n`);
  const unlisted = different.filter(
    ({ denied, directions }) => !directions.some((one) => one.includes(denied ? "stricter" : "weaker")),
  );
  expect(unlisted).toEqual([]);
  expect(agreed.length).toBeGreaterThanOrEqual(least);
  expect(agreed.filter(({ denied }) => denied).length).toBeGreaterThanOrEqual(least / 4);
}
