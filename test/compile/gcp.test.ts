import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { EMITTERS, type Emission } from "#adapters/emitters";
import type { Bundle } from "#core/bundle";
import {
  CelError,
  checkExpression,
  compileExpression,
  createEnvironment,
  DYN,
  EXPRESSION_COST_LIMIT,
  parseExpression,
  Unknown,
  writLibraries,
  type CompiledExpression,
  type Value,
  type ValueObject,
} from "#core/language";
import { constrainedType } from "../../src/adapters/emitters/gcp/types.ts";
import { readPath } from "../../src/core/kinds/native-path.ts";
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

/** What constraints of Google Cloud's own let be; undefined where that hangs on when a project was made. */
const BUILT_IN: Readonly<Record<string, (at: (path: string) => Value) => boolean | undefined>> = {
  "storage.publicAccessPrevention": (at) => at("public_access_prevention") === "enforced",
  "storage.uniformBucketLevelAccess": (at) => at("uniform_bucket_level_access") === true,
  "sql.restrictPublicIp": (at) => at("settings.ip_configuration.ipv4_enabled") === false,
  "compute.disableSerialPortAccess": (at) => !isYes(at("metadata.serial-port-enable")),
  "compute.requireOsLogin": (at) => {
    const said = at("metadata.enable-oslogin");
    return said === null ? undefined : isYes(said);
  },
  "iam.disableServiceAccountKeyCreation": () => false,
};

function isYes(value: Value): boolean {
  return typeof value === "string" ? ["true", "y", "yes", "1"].includes(value.toLowerCase()) : value === true;
}

interface PolicyText {
  readonly name: string;
  readonly spec?: { readonly rules: readonly { readonly enforce: boolean }[] };
}

interface Read {
  readonly emission: Emission;
  readonly ask: (zeros: Zeros) => Ask;
}

/** Reads emitted constraints back, and asks them of resources written as the API has them. */
function readBack(bundle: Bundle): Read {
  const emission = EMITTERS.gcp(bundle);
  const inForce = new Set<string>(
    emission.documents
      .filter(({ path }) => path.startsWith("policies/"))
      .map(({ text }) => {
        const { name, spec }: PolicyText = parse(text);
        expect(name.startsWith("organizations/ORGANIZATION_ID/policies/")).toBe(true);
        return spec?.rules.every(({ enforce }) => enforce) === true ? name.slice(name.lastIndexOf("/") + 1) : "";
      }),
  );
  const conditions = new Map<string, CompiledExpression>();
  for (const { path, text } of emission.documents.filter((one) => one.path.startsWith("constraints/"))) {
    const name = path.slice("constraints/".length, -".yaml".length);
    const { condition }: { readonly condition: string } = parse(text);
    conditions.set(name, compileCondition(condition));
  }
  const ask =
    (zeros: Zeros): Ask =>
    (by, { type, native }) => {
      const builtIn = inForce.has(by) && Object.hasOwn(BUILT_IN, by) ? BUILT_IN[by] : undefined;
      if (builtIn !== undefined) return orUnknown(() => builtIn((path) => knownAt(native, path)));
      const condition = conditions.get(by);
      const constrained = constrainedType(type);
      if (condition === undefined || constrained === undefined) throw new Error(`nothing is called ${by}`);
      return orUnknown(() => {
        const resource = restResource(native, constrained, zeros);
        return condition.evaluate({ resource }, { spent: 0, limit: EXPRESSION_COST_LIMIT }) === true;
      });
    };
  return { emission, ask };
}

function orUnknown(ask: () => boolean | undefined): boolean | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof NotKnownError) return undefined;
    throw error;
  }
}

function knownAt(native: ValueObject, path: string): Value {
  const value = readPath(native, path.split("."));
  if (value instanceof Unknown || value instanceof CelError) throw new NotKnownError(path);
  return value;
}

function compileCondition(text: string): CompiledExpression {
  const parsed = parseExpression(text);
  if (parsed.kind === "rejected") throw new Error(JSON.stringify(parsed.problems));
  const result = checkExpression(parsed.parsed, STANDARD);
  if (result.kind !== "checked") throw new Error(`${text}: ${JSON.stringify(result)}`);
  return compileExpression(result.checked, { backend: "closures" });
}
