import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import { alternatives, certainly, opaqueReasons, possibly, violationOf, type Condition, type Links } from "./index.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store }
spec:
  properties:
    open: bool
    size: int
    key: string
    locked: bool
    lock: { type: map, values: int }
  mappings:
    - types: [a_store]
      provider: a
      links:
        lock: { types: [a_lock], ours: [id], theirs: [store] }
      properties:
        open: native.at("access") in ["all", "everyone"]
        size: native.at("settings.size")
        key: nonEmpty(native.at("key"))
        locked: native.at("locked") == true || links.lock != null
---
`;

function violation(expression: string, links: Links = "untold", more = ""): Condition {
  const text = `${KIND}apiVersion: writ/v1
kind: Policy
metadata: { name: p }
spec:
  match: { kinds: [Store], verbs: [create, delete] }
  parameters:
    names: { schema: { type: list, items: string }, default: [x, y] }
${more}
  validations:
    - { id: v, expression: ${JSON.stringify(expression)} }
`;
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text }]);
  const policy = bundle?.policies[0];
  const [validation] = policy?.document.spec.validations ?? [];
  const [mapping] = bundle?.kinds.mappingsOf("Store") ?? [];
  if (policy === undefined || validation === undefined || mapping === undefined)
    throw new Error(JSON.stringify(diagnostics));
  return violationOf({ policy, kind: "Store", mapping, type: "a_store" }, validation, "create", links);
}

/** Alternatives as texts, for reading. */
function written(condition: Condition): readonly string[] {
  return alternatives(condition).map((clause) =>
    clause
      .map(
        ({ holds, of }) =>
          `${holds ? "" : "not "}${of.kind === "test" ? `${of.attribute.path.join(".")} ${JSON.stringify(of.test)}` : "?"}`,
      )
      .join(" and "),
  );
}

describe("violationOf()", () => {
  it("asks the attributes that the mapping reads", () => {
    expect(written(violation("!resource.properties.open"))).toEqual([
      'access {"kind":"one-of","values":["all","everyone"]}',
    ]);
  });

  it("counts the error of reading what is absent as a violation, and not where the policy asks first", () => {
    const absent = 'settings.size {"kind":"one-of","values":[null]}';
    const large = 'not settings.size {"kind":"at-most","bound":5}';
    expect(written(violation("resource.properties.size <= 5"))).toEqual([absent, large]);
    expect(written(violation("!has(resource.properties.size) || resource.properties.size <= 5"))).toEqual([
      `not ${absent} and ${large}`,
    ]);
  });

  it("leaves errors aside where the policy ignores them", () => {
    const condition = violation("resource.properties.size <= 5", "untold", "  failurePolicy: Ignore");
    expect(written(condition)).toEqual([
      'not settings.size {"kind":"one-of","values":[null]} and not settings.size {"kind":"at-most","bound":5}',
    ]);
  });

  it("goes through parameters, variables and conditions", () => {
    const variables = `  variables: [{ name: wanted, expression: "params.names.map(n, n + '!')" }]
  matchConditions: [{ name: keyed, expression: "has(resource.properties.key)" }]`;
    const condition = violation(
      "variables.wanted.exists(n, resource.name == n) || verb == 'delete'",
      "untold",
      variables,
    );
    expect(written(condition)).toEqual([
      'not key {"kind":"empty"} and not key {"kind":"one-of","values":[null]} and not name {"kind":"one-of","values":["x!"]} and not name {"kind":"one-of","values":["y!"]}',
    ]);
  });

  it("keeps what joins other resources opaque, or takes the resource alone", () => {
    const condition = violation("resource.properties.locked");
    expect(opaqueReasons(condition)).toEqual([expect.stringContaining("`links.lock`")]);
    expect(certainly(condition)).toEqual({ kind: "never" });
    expect(written(possibly(condition))).toEqual(['not locked {"kind":"one-of","values":[true]}']);
    expect(written(violation("resource.properties.locked", "absent"))).toEqual([
      'not locked {"kind":"one-of","values":[true]}',
    ]);
  });

  it("tells labels by their keys", () => {
    expect(written(violation("['owner', 'Owner'].exists(n, n in resource.labels)"))).toEqual([
      'owner {"kind":"one-of","values":[null]} and Owner {"kind":"one-of","values":[null]}',
    ]);
  });

  it("says why something cannot be told", () => {
    expect(opaqueReasons(violation("resource.labels.all(k, k != 'x')"))).toEqual(["it goes through the labels"]);
    expect(opaqueReasons(violation("principal.kind == 'person'"))).toEqual([expect.stringContaining("`principal`")]);
    expect(opaqueReasons(violation("resource.name.lowerAscii() == 'x'"))).toEqual([
      "it computes `lowerAscii()` of `name`",
    ]);
  });

  it("never holds where the expression holds of everything", () => {
    expect(violation("resource.kind == 'Store' && verb == 'create' && traits == []")).toEqual({ kind: "never" });
  });

  it("refuses what has too many cases", () => {
    const many = Array.from(
      { length: 12 },
      (_, index) => `(resource.native.at('a${index}') == 1 || resource.native.at('b${index}') == 1)`,
    );
    expect(() => alternatives(violation(`!(${many.join(" && ")})`))).toThrow(
      expect.objectContaining({ reason: "it becomes too many cases" }),
    );
  });
});
