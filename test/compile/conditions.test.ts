import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Bundle } from "#core/bundle";
import type { Mapping } from "#core/documents";
import { decide, type Verdict } from "#core/decide";
import type { Effect, Proposal } from "#core/model";
import { isTold, violationOf, type Condition } from "../../src/adapters/emitters/conditions/index.ts";
import { InexpressibleError } from "../../src/adapters/emitters/expressions/inexpressible.ts";
import { findCases } from "../../src/apps/cli/cases/find.ts";
import { createJudges } from "../../src/apps/cli/cases/judge.ts";
import { prepareCase } from "../../src/apps/cli/cases/prepare.ts";
import { holdsOf } from "./holds-of.ts";

const POLICIES = join(import.meta.dirname, "../../library/policies");
/** One case of so many is enough, since most policies have dozens. */
const EVERY = 4;
const LEAST_TOLD = 2000;

/** A verdict with the condition that stands for it. */
interface Compared {
  readonly about: string;
  readonly wanted: boolean;
  readonly said: boolean | undefined;
}

describe("the conditions that emitters translate", () => {
  it("hold of resources among the cases of the library where its policies are violated, and nowhere else", () => {
    const judges = createJudges();
    const compared = readdirSync(POLICIES)
      .flatMap((folder) => findCases(join(POLICIES, folder)))
      .filter(({ input }, index) => input.endsWith(".json") && index % EVERY === 0)
      .flatMap((one) => {
        const ready = prepareCase(one, judges);
        if (ready.kind === "broken") return [];
        const { bundle, program } = ready.judge;
        const name = one.folder.slice(one.folder.lastIndexOf("/") + 1);
        return ready.proposals.flatMap((proposal) =>
          compare(bundle, proposal, decide(program, proposal, ready.now).verdicts).map((found) => ({
            ...found,
            about: `${name}: ${found.about}`,
          })),
        );
      });
    const told = compared.filter(({ said }) => said !== undefined);
    process.stdout.write(`${told.length} of ${compared.length} verdicts told by conditions\n`);
    expect(told.filter(({ wanted, said }) => wanted !== said)).toEqual([]);
    expect(told.length).toBeGreaterThanOrEqual(LEAST_TOLD);
  });
});

function compare(bundle: Bundle, proposal: Proposal, verdicts: readonly Verdict[]): readonly Compared[] {
  return verdicts.flatMap(({ policy, validation, effect, underlying }) => {
    const asked = proposal.effects[effect];
    if (asked === undefined || asked.traits.length > 0 || underlying === "unknown") return [];
    const said = saidOf(bundle, asked, policy, validation);
    const wanted = underlying === "fail" || underlying === "error";
    return [{ about: `${policy}/${validation} ${asked.resource.kind} ${asked.resource.id}`, wanted, said }];
  });
}

/** What the condition of a validation says of a resource; undefined where it is opaque or hangs on what is not known. */
function saidOf(bundle: Bundle, { verb, resource }: Effect, name: string, id: string): boolean | undefined {
  const { kind, type, provider } = resource;
  const mappings = bundle.kinds.mappingsOf(kind).filter((one) => one.types.includes(type) && one.provider === provider);
  const [mapping] = mappings;
  if (mapping?.defaults.some(({ from, to }) => from !== null || to !== null)) return undefined;
  if (mapping === undefined || mappings.length > 1 || mapping.each !== null) return undefined;
  const key = [name, id, kind, type, provider, verb].join("/");
  const own = known.get(bundle) ?? new Map<string, Condition | undefined>();
  known.set(bundle, own);
  if (!own.has(key)) own.set(key, conditionOf({ bundle, mapping, kind, type, verb }, name, id));
  const condition = own.get(key);
  return condition === undefined ? undefined : holdsOf(condition, resource, defaultsOf(mapping));
}

/** Conditions by bundle and what they are about. */
const known = new WeakMap<Bundle, Map<string, Condition | undefined>>();

interface About {
  readonly bundle: Bundle;
  readonly mapping: Mapping;
  readonly kind: string;
  readonly type: string;
  readonly verb: Effect["verb"];
}

function conditionOf({ bundle, mapping, kind, type, verb }: About, name: string, id: string): Condition | undefined {
  const policy = bundle.policies.find(({ document }) => document.metadata.name === name);
  const validation = policy?.document.spec.validations.find((one) => one.id === id);
  if (policy === undefined || validation === undefined) return undefined;
  try {
    const condition = violationOf({ policy, kind, mapping, type }, validation, verb, "untold");
    return isTold(condition) ? condition : undefined;
  } catch (cause) {
    if (cause instanceof InexpressibleError) return undefined;
    throw cause;
  }
}

function defaultsOf({ defaults }: Mapping): ReadonlyMap<string, Mapping["defaults"][number]["value"]> {
  return new Map(defaults.map(({ attribute, value }) => [attribute, value]));
}
