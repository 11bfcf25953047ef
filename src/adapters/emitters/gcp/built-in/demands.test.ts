import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import type { Emission } from "../../emission.ts";
import { emitGcp } from "../emit.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties:
    closed: bool
    shared: bool
    uniform: bool
    kept: bool
  mappings:
    - types: [google_storage_bucket]
      provider: google
      links:
        members: { types: [google_storage_bucket_iam_member], ours: [name], theirs: [bucket], many: true }
      defaults:
        - { attribute: public_access_prevention, value: inherited }
        - { attribute: uniform_bucket_level_access, value: false }
      properties:
        closed: native.at("public_access_prevention") == "enforced"
        shared: native.at("public_access_prevention") != "enforced" && links.members.size() > 0
        uniform: native.at("uniform_bucket_level_access") == true
        kept: native.at("versioning.enabled") == true
`;

interface Written {
  readonly name: string;
  readonly expression: string;
  readonly mode?: string;
  readonly verbs?: string;
}

function emit(...policies: readonly Written[]): Emission {
  const documents = policies.map(
    ({ name, expression, mode = "enforce", verbs = "create, update" }) => `apiVersion: writ/v1
kind: Policy
metadata: { name: ${name}, title: A rule }
spec:
  mode: ${mode}
  match: { kinds: [Store], verbs: [${verbs}] }
  validations:
    - { id: rule, expression: ${JSON.stringify(expression)}, message: it is open }
`,
  );
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text: [KIND, ...documents].join("---\n") }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return emitGcp(bundle);
}

function answers({ covered }: Emission): readonly (readonly [string, string | null, readonly string[]])[] {
  return covered.map(({ policy, by, differences }) => [policy, by, differences]);
}

const CLOSED = { name: "closed", expression: "resource.properties.closed" };
const NOT_SHARED = { name: "not-shared", expression: "!resource.properties.shared" };
const PREVENTION = "storage.publicAccessPrevention";

describe("DemandedConstraints", () => {
  it("puts a constraint of Google's own into force in the place of one that says the same", () => {
    const emission = emit(CLOSED);
    expect(emission.documents.map(({ path, text }) => [path, parse(text)])).toEqual([
      [
        `policies/${PREVENTION}.yaml`,
        { name: `organizations/ORGANIZATION_ID/policies/${PREVENTION}`, spec: { rules: [{ enforce: true }] } },
      ],
    ]);
    expect(answers(emission)).toEqual([["closed", PREVENTION, []]]);
  });

  it("covers what then holds as well, and says that more is asked", () => {
    const more = "stricter: it asks what `closed/rule` demands, which is more";
    expect(answers(emit(CLOSED, NOT_SHARED))).toEqual([
      ["closed", PREVENTION, []],
      ["not-shared", PREVENTION, [more]],
    ]);
  });

  it("demands nothing for a policy that asks for less", () => {
    const emission = emit(NOT_SHARED, {
      name: "either",
      expression: "resource.properties.closed || resource.properties.kept",
    });
    expect(emission.documents.map(({ path }) => path)).toEqual([
      "constraints/custom.eitherRuleBucket.yaml",
      "policies/custom.eitherRuleBucket.yaml",
    ]);
    expect(emission.gaps.map(({ policy }) => policy)).toEqual(["not-shared"]);
  });

  it("does not demand one for a policy that asks for something else too", () => {
    const both = { name: "both", expression: "resource.properties.uniform && resource.properties.kept" };
    expect(answers(emit(both))).toEqual([["both", "custom.bothRuleBucket", []]]);
  });

  it("leaves it to constraints that can only record where nothing enforces", () => {
    expect(answers(emit({ ...CLOSED, mode: "warn" }))).toEqual([["closed", "custom.closedRuleBucket", []]]);
  });

  it("says that a policy is enforced which would only warn, and asked where it would not be", () => {
    const [, warned] = answers(emit(CLOSED, { ...CLOSED, name: "warned", mode: "warn", verbs: "create" }));
    expect(warned).toEqual([
      "warned",
      PREVENTION,
      ["stricter: it is enforced, as `closed/rule` demands", "stricter: it is asked at update as well"],
    ]);
  });
});
