import { describe, expect, it } from "vitest";
import { EMITTERS, type Emission } from "#adapters/emitters";
import type { Bundle } from "#core/bundle";
import type { ValueObject } from "#core/language";
import type { Resource } from "#core/model";
import { compareJudged, expectListed, judgedActs, judgedCases, type Ask, type Judged } from "./judged-resources.ts";
import { holdsRule, type ArmResource } from "./policy-rule.ts";
import { NotKnownError } from "./rest-resource.ts";

const LEAST_COVERED = { parity: 100, cases: 500 };

describe("what is compiled for Azure", () => {
  it("allows no resource of the parity corpus that the policies refuse, and refuses others only where it says so", () => {
    expectNeverWeaker(judgedActs(["arm.json"]), LEAST_COVERED.parity);
  });

  it("allows no resource among the cases of the library that the policies refuse, and refuses others only where it says so", () => {
    expectNeverWeaker(judgedCases('"Microsoft.'), LEAST_COVERED.cases);
  });
});

function expectNeverWeaker(judged: readonly Judged[], least: number): void {
  const known = new Map<Bundle, Read>();
  const comparisons = judged.flatMap((one) => {
    const read = known.get(one.bundle) ?? readBack(one.bundle);
    known.set(one.bundle, read);
    return compareJudged(one, read.emission, read.ask);
  });
  expectListed(
    comparisons.filter(({ about }) => about.includes(" Microsoft.")),
    least,
  );
}

interface DefinitionObject {
  readonly name: string;
  readonly properties: { readonly policyRule: { readonly if: ValueObject } };
}

interface Read {
  readonly emission: Emission;
  readonly ask: Ask;
}

/** Reads emitted definitions back, and asks them of resources as templates have them. */
function readBack(bundle: Bundle): Read {
  const emission = EMITTERS.azure(bundle);
  const rules = new Map<string, ValueObject>();
  for (const { path, text } of emission.documents.filter((one) => one.path.startsWith("definitions/"))) {
    const { name, properties }: DefinitionObject = JSON.parse(text);
    expect(path).toBe(`definitions/${name}.json`);
    rules.set(name, properties.policyRule.if);
  }
  const ask: Ask = (by, resource) => {
    const rule = rules.get(by);
    if (rule === undefined) throw new Error(`nothing is called ${by}`);
    try {
      return !holdsRule(rule, armResource(resource));
    } catch (error) {
      if (error instanceof NotKnownError) return undefined;
      throw error;
    }
  };
  return { emission, ask };
}

function armResource({ type, native, name, region, labels }: Resource): ArmResource {
  const tags = Object.entries(labels).map(([key, value]) => [`tags['${key.toLowerCase()}']`, value] as const);
  const own = ["kind", "location", "name"].map((key) => [key, native[key] ?? null] as const);
  const identity = native["identity"] ?? null;
  return {
    type,
    native,
    fields: {
      ...Object.fromEntries(own),
      name: native["name"] ?? name,
      location: region ?? null,
      "identity.type": typeof identity === "object" && identity !== null && "type" in identity ? identity.type : null,
      type,
      ...Object.fromEntries(tags),
    },
  };
}
