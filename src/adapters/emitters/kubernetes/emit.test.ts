import { parseAllDocuments } from "yaml";
import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import type { Emission } from "../emission.ts";
import { emitKubernetes } from "./emit.ts";

const KIND = `
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Thing }
spec:
  properties:
    open: bool
    owner: string
    secret: bool
    size: int
  mappings:
    - types: [v1 ConfigMap]
      provider: kubernetes
      links:
        others: { types: [v1 Secret], ours: [metadata.name], theirs: [metadata.name], many: true }
      properties:
        open: native.at("data.open", "no") == "yes"
        owner: native.at("metadata.annotations.owner")
        secret: links.others.size() > 0
    - types: [example.com/v1 Widget]
      provider: kubernetes
      each: blocks(native.at("spec.parts"))
      properties:
        open: item.at("open", false)
    - types: [kubernetes_config_map]
      provider: kubernetes
      properties:
        open: native.at("data.open", "no") == "yes"
---
`;

function emit(spec: string, extra = "", kubernetes?: number): Emission {
  const text = `${KIND}apiVersion: writ/v1\nkind: Policy\nmetadata: { name: closed, title: Closed }\nspec:\n${spec}${extra}`;
  const { bundle, diagnostics } = loadBundle([{ file: "policy.yaml", text }]);
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  return emitKubernetes(bundle, kubernetes === undefined ? {} : { kubernetes });
}

interface EmittedPolicy {
  readonly spec: Record<string, unknown>;
}

function policyIn({ documents }: Emission, index = 0): EmittedPolicy {
  const [policy] = parseAllDocuments(documents[index]?.text ?? "");
  if (policy === undefined) throw new Error(`there is no document ${index}`);
  return policy.toJS();
}

const CLOSED = `
  match: { kinds: [Thing], verbs: [create, update] }
  validations:
    - { id: not-open, expression: "!resource.properties.open", message: it is open }
`;

describe("emitKubernetes()", () => {
  it("makes one policy and one binding for each mapping of objects", () => {
    const { documents, gaps } = emit(CLOSED);
    expect(gaps).toEqual([]);
    expect(documents.map(({ path }) => path)).toEqual(["closed-configmap.yaml", "closed-widget.yaml"]);
    expect(parseAllDocuments(documents[0]?.text ?? "").map((one) => one.toJS().kind)).toEqual([
      "ValidatingAdmissionPolicy",
      "ValidatingAdmissionPolicyBinding",
    ]);
  });

  it("reads the object where the mapping reads what is native", () => {
    expect(policyIn(emit(CLOSED)).spec).toMatchObject({
      variables: [{ name: "property_open", expression: 'object.?data.?open.orValue("no") == "yes"' }],
      validations: [{ expression: "!variables.property_open", message: "closed/not-open: it is open" }],
    });
  });

  it("asks of every item of an object, and of its kind where the plural of a custom resource is not known", () => {
    const { spec } = policyIn(emit(CLOSED), 1);
    expect(spec["matchConditions"]).toEqual([{ name: "kind", expression: 'request.kind.kind in ["Widget"]' }]);
    expect(spec["validations"]).toMatchObject([
      { expression: "variables.native_items.all(item, !item.?open.orValue(false))" },
    ]);
  });

  it("lists as a gap what joins other objects, with its reason", () => {
    const { gaps, covered } = emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: no-secret, expression: "!resource.properties.secret" }
    - { id: not-open, expression: "!resource.properties.open" }
`);
    expect(gaps).toEqual([
      {
        policy: "closed",
        validation: "no-secret",
        kind: "Thing",
        types: ["v1 ConfigMap"],
        reason: "it joins other objects (`links.others`), which admission does not see",
      },
    ]);
    expect(covered.map(({ validation }) => validation)).toEqual(["not-open"]);
  });

  it("keeps a property that may be absent as an optional, so that to read it is an error then", () => {
    const { spec } = policyIn(
      emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: owned, expression: "has(resource.properties.owner) && resource.properties.owner != 'nobody'" }
`),
    );
    expect(spec["variables"]).toEqual([{ name: "property_owner", expression: "object.?metadata.?annotations.?owner" }]);
    expect(spec["validations"]).toMatchObject([
      { expression: 'variables.property_owner.hasValue() && variables.property_owner.value() != "nobody"' },
    ]);
  });

  it("emits nothing for what holds of everything with the parameters that are set", () => {
    const { documents, covered } = emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  parameters:
    names: { schema: { type: list, items: string }, default: [] }
  validations:
    - { id: named, expression: "params.names.size() == 0 || images.repository(resource.name) in params.names" }
`);
    expect(documents).toEqual([]);
    expect(covered).toMatchObject([{ validation: "named", by: null }]);
  });

  it("writes parameters as constants, whatever they hold", () => {
    const { spec } = policyIn(
      emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  parameters:
    names: { schema: { type: list, items: string }, default: ["a\\"] || true || [\\"", "b"] }
  validations:
    - { id: named, expression: "resource.name in params.names" }
`),
    );
    expect(spec["variables"]).toEqual([{ name: "param_names", expression: String.raw`["a\"] || true || [\"", "b"]` }]);
  });

  it("says that a deletion is not asked about, and that waivers do not reach the cluster", () => {
    const { covered } = emit(`
  match: { types: [v1 ConfigMap], verbs: [create, delete] }
  validations:
    - { id: not-open, expression: "!resource.properties.open" }
`);
    expect(covered[0]?.differences).toEqual(["weaker: it is not asked at delete"]);
  });

  it.each([
    ["principals: [agent]", "it is about what is done by agent, and a cluster does not tell these apart"],
    ["points: [gateway]", "it is asked only at gateway"],
    ["verbs: [delete]", "it is about delete only"],
  ])("refuses a policy as a whole that is limited by `%s`", (limit, reason) => {
    const { gaps } = emit(`
  match: { types: [v1 ConfigMap], ${limit} }
  validations:
    - { id: not-open, expression: "!resource.properties.open" }
`);
    expect(gaps).toMatchObject([{ validation: "not-open", reason }]);
  });

  it("says that null may stand in custom resources", () => {
    const differences = emit(CLOSED).covered.flatMap((part) => part.differences);
    expect(differences).toEqual([expect.stringContaining("a field that a custom resource may hold as null")]);
  });

  it("leaves the elements of a literal without types where they would be of several", () => {
    const { spec } = policyIn(
      emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: mixed, expression: "!(resource.name in ['a', 1]) && resource.name in ['b', 'c']" }
`),
    );
    expect(spec["validations"]).toMatchObject([
      { expression: expect.stringMatching(/in \[dyn\("a"\), dyn\(1\)\]\) && .* in \["b", "c"\]/) },
    ]);
  });

  it("has local names stand apart from those of Kubernetes", () => {
    const { spec } = policyIn(
      emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: short, expression: "['a'].all(object, object != resource.name)" }
`),
    );
    expect(spec["validations"]).toMatchObject([
      { expression: '["a"].all(object_, object_ != object.metadata.?name.orValue(""))' },
    ]);
  });

  it.each([
    ["transformList(i, one, i).size() == 0", 32, "Kubernetes 1.32 has no `transformList()`, which came with 1.33"],
    ["sort().size() == 0", 34, "Kubernetes 1.34 has no `sort()`, which came with 1.35"],
    ["exists(i, one, one == i)", 32, "Kubernetes 1.32 has no `exists()`, which came with 1.33"],
  ])("says `%s` from the version on that has it", (call, version, reason) => {
    const spec = `
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: short, expression: "resource.native.at('data.list', []).${call}" }
`;
    expect(emit(spec, "", version).gaps).toMatchObject([{ reason }]);
    expect(emit(spec, "", version + 1).covered).toMatchObject([{ by: "closed-configmap" }]);
  });

  it("says `existsOne` by its earlier name", () => {
    const { spec } = policyIn(
      emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: single, expression: "['a'].existsOne(one, one == resource.name)" }
`),
    );
    expect(spec["validations"]).toMatchObject([{ expression: expect.stringContaining('["a"].exists_one(one, ') }]);
  });

  it.each([
    ["map", '[dyn(object.?data[?"a-x"].orValue(0)), dyn(object.?data[?"b-x"].orValue(0))].size() == 0'],
    ["filter", '["a"] : []) + ('],
  ])("writes `%s` out where names of attributes are made of its constants", (macro, written) => {
    const body =
      macro === "map" ? "resource.native.at('data.' + one + '-x', 0)" : "resource.native.isSet('data.' + one)";
    const { spec } = policyIn(
      emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: none, expression: "['a', 'b'].${macro}(one, ${body}).size() == 0" }
`),
    );
    expect(spec["validations"]).toMatchObject([{ expression: expect.stringContaining(written) }]);
  });

  it("refuses names of attributes that are made of what is not written out", () => {
    const { gaps } = emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  validations:
    - { id: none, expression: "resource.native.at('data.keys', []).all(one, resource.native.at('data.' + one) == null)" }
`);
    expect(gaps).toMatchObject([{ reason: "it reads an attribute whose name is computed" }]);
  });

  it("refuses what would grow without bounds where it is written out for every item", () => {
    const names = Array.from({ length: 60 }, (_, index) => `v${index}`);
    const variables = names.map((name, index) => {
      const expression =
        index === 0 ? "resource.properties.open ? 1 : 0" : `variables.v${index - 1} + variables.v${index - 1}`;
      return `    - { name: ${name}, expression: "${expression}" }`;
    });
    const { gaps } = emit(`
  match: { types: [example.com/v1 Widget], verbs: [create] }
  variables:
${variables.join("\n")}
  validations:
    - { id: small, expression: "variables.v59 < 5" }
`);
    expect(gaps).toMatchObject([{ reason: "it becomes too large when it is written out" }]);
  });

  it("follows a chain of very many variables", () => {
    const variables = Array.from({ length: 1000 }, (_, index) => {
      const expression = index === 0 ? "resource.properties.open ? 1 : 0" : `variables.v${index - 1} + 1`;
      return `    - { name: v${index}, expression: "${expression}" }`;
    });
    const { covered } = emit(`
  match: { types: [v1 ConfigMap], verbs: [create] }
  variables:
${variables.join("\n")}
  validations:
    - { id: small, expression: "variables.v999 < 5" }
`);
    expect(covered).toMatchObject([{ validation: "small", by: "closed-configmap" }]);
  });
});
