import { parse } from "yaml";
import { describe, it } from "vitest";
import { EMITTERS, type Emission } from "#adapters/emitters";
import type { Bundle } from "#core/bundle";
import {
  checkExpression,
  compileExpression,
  createEnvironment,
  DYN,
  EXPRESSION_COST_LIMIT,
  parseExpression,
  writLibraries,
  type CompiledExpression,
} from "#core/language";
import { constrainedType } from "../../src/adapters/emitters/gcp/types.ts";
import { compareJudged, expectListed, judgedActs, judgedCases, type Ask, type Judged } from "./judged-resources.ts";
import { NotKnownError, restResource, type Zeros } from "./rest-resource.ts";

const LEAST_COVERED = { parity: 30, cases: 700 };
const ACTS = ["google-plan.json", "config-connector.yaml"];

/** What conditions may call: nothing but what the CEL specification calls standard. */
const STANDARD = {
  ...createEnvironment({ libraries: writLibraries.filter(({ name }) => name === "standard") }),
  variables: new Map([["resource", DYN]]),
};

describe("what is compiled for Google Cloud", () => {
  it("allows no resource of the parity corpus that the policies refuse, and refuses others only where it says so", () => {
    expectNeverWeaker(judgedActs(ACTS), LEAST_COVERED.parity);
  });

  it("allows no resource among the cases of the library that the policies refuse, and refuses others only where it says so", () => {
    expectNeverWeaker(judgedCases('"google_'), LEAST_COVERED.cases);
  });
});

/** Both ways in which the API may show what stands for nothing are tried. */
function expectNeverWeaker(judged: readonly Judged[], least: number): void {
  const asks = new Map<Bundle, Read>();
  const comparisons = judged.flatMap((one) => {
    const read = asks.get(one.bundle) ?? readBack(one.bundle);
    asks.set(one.bundle, read);
    return ZEROS.flatMap((zeros) => compareJudged(one, read.emission, read.ask(zeros)));
  });
  expectListed(
    comparisons.filter(({ about }) => about.includes(" google_")),
    least,
  );
}

const ZEROS = ["shown", "hidden"] as const satisfies readonly Zeros[];

interface Read {
  readonly emission: Emission;
  readonly ask: (zeros: Zeros) => Ask;
}

/** Reads emitted constraints back, and asks them of resources written as the API has them. */
function readBack(bundle: Bundle): Read {
  const emission = EMITTERS.gcp(bundle);
  const conditions = new Map<string, CompiledExpression>();
  for (const { path, text } of emission.documents.filter((one) => one.path.startsWith("constraints/"))) {
    const name = path.slice("constraints/".length, -".yaml".length);
    const { condition }: { readonly condition: string } = parse(text);
    conditions.set(name, compileCondition(condition));
  }
  const ask =
    (zeros: Zeros): Ask =>
    (by, { type, native }) => {
      const condition = conditions.get(by);
      const constrained = constrainedType(type);
      if (condition === undefined || constrained === undefined) throw new Error(`nothing is called ${by}`);
      try {
        const resource = restResource(native, constrained, zeros);
        return condition.evaluate({ resource }, { spent: 0, limit: EXPRESSION_COST_LIMIT }) === true;
      } catch (error) {
        if (error instanceof NotKnownError) return undefined;
        throw error;
      }
    };
  return { emission, ask };
}

function compileCondition(text: string): CompiledExpression {
  const parsed = parseExpression(text);
  if (parsed.kind === "rejected") throw new Error(JSON.stringify(parsed.problems));
  const result = checkExpression(parsed.parsed, STANDARD);
  if (result.kind !== "checked") throw new Error(`${text}: ${JSON.stringify(result)}`);
  return compileExpression(result.checked, { backend: "closures" });
}
