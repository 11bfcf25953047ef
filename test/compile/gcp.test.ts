import { parse } from "yaml";
import { describe, expect, it } from "vitest";
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
import { compareJudged, judgedActs, judgedCases, type Ask, type Comparison, type Judged } from "./judged-resources.ts";
import { NotKnownError, restResource, type Zeros } from "./rest-resource.ts";

const LEAST_COVERED = { parity: 30, cases: 700 };
const ACTS = ["google-plan.json", "config-connector.yaml"];

/** What conditions may call: nothing but what the CEL specification calls standard. */
const STANDARD = {
  ...createEnvironment({ libraries: writLibraries.filter(({ name }) => name === "standard") }),
  variables: new Map([["resource", DYN]]),
};

describe("what is compiled for Google Cloud", () => {
  it.each(["shown", "hidden"] as const)(
    "allows no resource of the parity corpus that the policies refuse, and refuses others only where it says so (zeros %s)",
    (zeros) => expectNeverWeaker(judgedActs(ACTS), zeros, LEAST_COVERED.parity),
  );

  it.each(["shown", "hidden"] as const)(
    "allows no resource among the cases of the library that the policies refuse, and refuses others only where it says so (zeros %s)",
    (zeros) => expectNeverWeaker(judgedCases('"google_'), zeros, LEAST_COVERED.cases),
  );
});

function expectNeverWeaker(judged: readonly Judged[], zeros: Zeros, least: number): void {
  const asks = new Map<Bundle, { readonly emission: Emission; readonly ask: Ask }>();
  const comparisons = judged.flatMap((one): readonly Comparison[] => {
    const known = asks.get(one.bundle) ?? prepare(one.bundle, zeros);
    asks.set(one.bundle, known);
    return compareJudged(one, known.emission, known.ask).filter(({ about }) => about.includes(" google_"));
  });
  const covered = comparisons.filter(({ allowed }) => allowed !== null);
  const stricter = covered.filter(({ wanted, allowed }) => wanted && allowed === false);
  process.stdout.write(
    `zeros ${zeros}: ${covered.length} verdicts covered, ${comparisons.length - covered.length} in gaps, ${stricter.length} stricter as listed\n`,
  );
  const weaker = covered.filter(({ wanted, allowed }) => !wanted && allowed === true);
  process.stdout.write(weaker.map(({about})=>"WEAK "+about+"\n").join(""));
  process.stdout.write(stricter.filter(({ differences }) => !differences.some((one) => one.startsWith("stricter"))).map(({about})=>"STRICT "+about+"\n").join(""));
  expect(weaker).toEqual([]);
  expect(stricter.filter(({ differences }) => !differences.some((one) => one.startsWith("stricter")))).toEqual([]);
  expect(covered.length).toBeGreaterThanOrEqual(least);
}

/** Reads emitted constraints back, and asks them of resources written as the API has them. */
function prepare(bundle: Bundle, zeros: Zeros): { readonly emission: Emission; readonly ask: Ask } {
  const emission = EMITTERS.gcp(bundle);
  const conditions = new Map<string, CompiledExpression>();
  for (const { path, text } of emission.documents.filter((one) => one.path.startsWith("constraints/"))) {
    const name = path.slice("constraints/".length, -".yaml".length);
    conditions.set(name, compileCondition(String((parse(text) as { condition: string }).condition)));
  }
  const ask: Ask = (by, { type, native }) => {
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
