import { describe, expect, it } from "vitest";
import { KUBERNETES_VERSIONS, Unknown, type Value, type ValueObject } from "#core/language";
import { isObject, parseJson } from "#core/model";
import { readAdmissionDocuments } from "../documents/read.ts";
import { namespacesAmong } from "../model/namespace.ts";
import { creationRequest } from "../model/request.ts";
import { ParamObjects } from "../validating/params.ts";
import { admissionPlugin } from "./admission-plugin.ts";
import { loadMutating } from "./load.ts";
import { reviewMutations, type MutationReview } from "./review.ts";

interface Written {
  readonly name?: string;
  readonly mutations?: readonly (readonly ["ApplyConfiguration" | "JSONPatch", string])[];
  readonly spec?: ValueObject;
  readonly binding?: ValueObject;
}

const EVERYTHING = { apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE"], resources: ["*"] };

/** A policy with its binding, as documents. */
function policy({ name = "p", mutations = [], spec = {}, binding = {} }: Written): readonly Value[] {
  const written = mutations.map(([patchType, expression]) =>
    patchType === "JSONPatch"
      ? { patchType, jsonPatch: { expression } }
      : { patchType, applyConfiguration: { expression } },
  );
  const apiVersion = "admissionregistration.k8s.io/v1";
  return [
    {
      apiVersion,
      kind: "MutatingAdmissionPolicy",
      metadata: { name },
      spec: {
        matchConstraints: { resourceRules: [EVERYTHING] },
        reinvocationPolicy: "Never",
        mutations: written,
        ...spec,
      },
    },
    {
      apiVersion,
      kind: "MutatingAdmissionPolicyBinding",
      metadata: { name: `${name}-binding` },
      spec: { policyName: name, ...binding },
    },
  ];
}

const apply = (expression: string, more: Written = {}): readonly Value[] =>
  policy({ ...more, mutations: [["ApplyConfiguration", expression]] });
const patch = (expression: string, more: Written = {}): readonly Value[] =>
  policy({ ...more, mutations: [["JSONPatch", expression]] });

function review(documents: readonly Value[], object: ValueObject): MutationReview {
  const text = documents.map((one) => JSON.stringify(one)).join("\n---\n");
  const { mutating, objects, diagnostics } = readAdmissionDocuments("p.yaml", text);
  const problems = [...diagnostics];
  const policies = loadMutating({ ...mutating, objects, version: KUBERNETES_VERSIONS.newest }, problems);
  expect(problems).toEqual([]);
  const params = objects.map(({ value }) => value);
  const around = { namespaces: namespacesAmong(params), params: new ParamObjects(params), definitions: params };
  return reviewMutations(
    (reversed) => [admissionPlugin(reversed ? policies.toReversed() : policies, around)],
    creationRequest(object),
  );
}

/** A value as it is read from JSON, where integers have one form. */
function json(text: string): ValueObject {
  const read = parseJson(text);
  return read.kind === "parsed" && isObject(read.value) ? read.value : {};
}

const deployment = (spec: ValueObject = { replicas: 1 }, metadata: ValueObject = {}): ValueObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default", ...metadata },
  spec,
});
const templated = (pod: ValueObject): ValueObject => deployment({ template: { spec: pod } });

const config = (name: string): Value => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "default", labels: { use: "yes" } },
  data: { key: name },
});

describe("reviewMutations()", () => {
  const changes: readonly (readonly [string, readonly Value[], ValueObject, ValueObject])[] = [
    [
      "sets a field",
      apply("Object{spec: Object.spec{replicas: object.spec.replicas + 2}}"),
      deployment(),
      deployment({ replicas: 3 }),
    ],
    [
      "adds an element to a list with keys",
      apply(
        "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{volumes: [Object.spec.template.spec.volumes{name: 'y'}]}}}}",
      ),
      templated({ volumes: [{ name: "x" }] }),
      templated({ volumes: [{ name: "x" }, { name: "y" }] }),
    ],
    [
      "merges what is computed from the object",
      apply(
        "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: object.spec.template.spec.containers.map(c, Object.spec.template.spec.containers{name: c.name, imagePullPolicy: 'Always'})}}}}",
      ),
      templated({ containers: [{ name: "a", image: "x" }, { name: "b" }] }),
      templated({
        containers: [
          { name: "a", image: "x", imagePullPolicy: "Always" },
          { name: "b", imagePullPolicy: "Always" },
        ],
      }),
    ],
    [
      "leaves out optional fields that are not there",
      apply("Object{metadata: Object.metadata{?labels: object.metadata.?none, annotations: {'a': '1'}}}"),
      deployment(),
      deployment({ replicas: 1 }, { annotations: { a: "1" } }),
    ],
    [
      "applies a patch whose tests hold",
      patch(
        `[JSONPatch{op: "test", path: "/spec/replicas", value: 1}, JSONPatch{op: "replace", path: "/spec/replicas", value: 3}]`,
      ),
      deployment(),
      deployment({ replicas: 3 }),
    ],
    [
      "leaves the object alone when a test does not",
      patch(
        `[JSONPatch{op: "test", path: "/spec/replicas", value: 100}, JSONPatch{op: "replace", path: "/spec/replicas", value: 3}]`,
      ),
      deployment(),
      deployment(),
    ],
    [
      "takes objects as values of patches",
      patch(
        `[JSONPatch{op: "add", path: "/spec/template/spec/containers/-", value: Object.spec.template.spec.containers{name: "x", ports: [Object.spec.template.spec.containers.ports{containerPort: 8080}]}}]`,
      ),
      templated({ containers: [{ name: "a" }] }),
      templated({ containers: [{ name: "a" }, { name: "x", ports: [{ containerPort: 8080 }] }] }),
    ],
    [
      "escapes keys",
      patch(`[JSONPatch{op: "add", path: "/metadata/labels/" + jsonpatch.escapeKey("a.io/x~y"), value: "1"}]`),
      deployment({}, { labels: {} }),
      deployment({}, { labels: { "a.io/x~y": "1" } }),
    ],
    [
      "has nothing to do for an empty patch",
      patch("object.spec.replicas > 5 ? [JSONPatch{op: 'remove', path: '/spec/replicas'}] : []"),
      deployment(),
      deployment(),
    ],
    [
      "reads fields of patches and objects",
      patch(
        `[JSONPatch{op: "add", path: "/metadata/labels", value: {
          "op": JSONPatch{op: "a"}.op, "has": string(has(JSONPatch{}.op)), "same": string(JSONPatch{op: "a"} == JSONPatch{op: "a"}),
          "field": Object{field: "x"}.field, "none": string(has(Object{}.field)), "differs": string(Object{field: "x"} == Object{field: "y"})}}]`,
      ),
      deployment({}),
      deployment({}, { labels: { op: "a", has: "false", same: "true", field: "x", none: "false", differs: "false" } }),
    ],
  ];
  it.each(changes)("%s", (_name, documents, object, expected) => {
    expect(review(documents, object).object).toEqual(expected);
  });

  it("lets each mutation see what those before it did, and variables with it", () => {
    const documents = policy({
      spec: { variables: [{ name: "now", expression: "object.spec.replicas" }] },
      mutations: [
        ["ApplyConfiguration", "Object{spec: Object.spec{replicas: variables.now + 100}}"],
        ["JSONPatch", `[JSONPatch{op: "replace", path: "/spec/replicas", value: variables.now + 10}]`],
      ],
    });
    expect(review(documents, deployment()).object).toEqual(deployment({ replicas: 111 }));
  });

  const errors: readonly (readonly [string, readonly Value[], ValueObject, string])[] = [
    [
      "a type name in the wrong field",
      apply("Object{spec: Object.specx{replicas: 1}}"),
      deployment(),
      'type mismatch: unexpected type name "Object.specx", expected "Object.spec", which matches field name path from root Object type',
    ],
    [
      "a type name in the wrong field of a list",
      apply(
        "Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{volumes: [Object.spec.volumes{name: 'a'}]}}}}",
      ),
      deployment(),
      'type mismatch: unexpected type name "Object.spec.volumes", expected "Object.spec.template.spec.volumes", which matches field name path from root Object type',
    ],
    [
      "a field that the type does not have",
      apply("Object{spec: Object.spec{replicasx: 1}}"),
      deployment(),
      "error applying patch: failed to convert patch object to typed object: .spec.replicasx: field not declared in schema",
    ],
    [
      "a field that is replaced whole",
      apply("Object{spec: Object.spec{selector: Object.spec.selector{matchLabels: {'a': 'b'}}}}"),
      deployment(),
      "error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.selector",
    ],
    [
      "a path that is missing",
      patch("[JSONPatch{op: 'add', path: '/metadata/labels/a', value: '1'}]"),
      deployment(),
      'JSONPath: add operation does not apply: doc is missing path: "/metadata/labels/a": missing value',
    ],
    [
      "an expression that fails",
      apply("Object{spec: Object.spec{replicas: object.spec.none}}"),
      deployment(),
      "expression 'Object{spec: Object.spec{replicas: object.spec.none}}' resulted in error: The map has no key `none`",
    ],
    [
      "an expression that costs too much",
      patch(
        `[JSONPatch{op: "replace", path: "/spec/replicas", value: variables.l.all(a, variables.l.all(b, variables.l.all(c, variables.l.all(d, variables.l.all(e, variables.l.all(f, "0123456789" == "0123456789")))))) ? 1 : 0}]`,
        { spec: { variables: [{ name: "l", expression: "[0,1,2,3,4,5,6,7,8,9]" }] } },
      ),
      deployment(),
      "operation cancelled: actual cost limit exceeded",
    ],
    [
      "a condition that fails",
      apply("Object{}", { spec: { matchConditions: [{ name: "c", expression: "object.none == 1" }] } }),
      deployment(),
      "expression 'object.none == 1' resulted in error: The map has no key `none`",
    ],
  ];
  it.each(errors)("denies for %s, unless failures are ignored", (_name, documents, object, message) => {
    const [first, ...rest] = documents;
    const failing = review(documents, object);
    expect(failing.object).toEqual(object);
    expect(failing.verdicts).toMatchObject([
      { outcome: "error", denies: true, policy: { metadata: { name: "p" } }, binding: "p-binding" },
    ]);
    expect(failing.verdicts[0]?.message.startsWith("policy 'p' with binding 'p-binding' denied request: ")).toBe(true);
    expect(failing.verdicts[0]?.message).toContain(message);
    const ignoring =
      isObject(first) && isObject(first["spec"])
        ? { ...first, spec: { ...first["spec"], failurePolicy: "Ignore" } }
        : {};
    expect(review([ignoring, ...rest], object).verdicts).toMatchObject([{ outcome: "error", denies: false }]);
  });

  it("goes on with the next mutation after one that failed", () => {
    const documents = policy({
      mutations: [
        ["JSONPatch", "[JSONPatch{op: 'remove', path: '/spec/none'}]"],
        ["ApplyConfiguration", "Object{spec: Object.spec{replicas: 7}}"],
      ],
    });
    const { object, verdicts } = review(documents, deployment());
    expect(object).toEqual(deployment({ replicas: 7 }));
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(["error"]);
  });

  it("ends the request for an object that the API server could not read, whatever the policy says", () => {
    const spec = { failurePolicy: "Ignore" };
    const stranger = `[JSONPatch{op: "add", path: "/spec/template/spec/containers/0/ports", value: [{"containerPortZ": 1}]}]`;
    const object = templated({ containers: [{ name: "a" }] });
    expect(review(patch(stranger, { spec }), object).verdicts).toMatchObject([
      {
        outcome: "error",
        denies: true,
        message:
          'Internal error occurred: strict decoding error: unknown field "spec.template.spec.containers[0].ports[0].containerPortZ"',
      },
    ]);
    const wrong = `[JSONPatch{op: "add", path: "/spec/replicas", value: "many"}]`;
    expect(review(patch(wrong, { spec }), object).verdicts[0]?.message).toBe(
      'Internal error occurred: json: cannot unmarshal what is at "spec.replicas" into an integer',
    );
  });

  it("says nothing of objects that a policy does not take", () => {
    const spec = { matchConditions: [{ name: "c", expression: "object.spec.replicas > 5" }] };
    expect(review(apply("Object{spec: Object.spec{replicas: 1}}", { spec }), deployment()).verdicts).toEqual([]);
    const pods = { matchConstraints: { resourceRules: [{ ...EVERYTHING, resources: ["pods"] }] } };
    expect(review(apply("Object{}", { spec: pods }), deployment()).verdicts).toEqual([]);
    const binding = { matchResources: { objectSelector: { matchLabels: { a: "b" } } } };
    expect(review(apply("Object{}", { binding }), deployment()).verdicts).toEqual([]);
    const itself = policy({ name: "other", mutations: [["ApplyConfiguration", "Object{}"]] })[0];
    expect(review(apply("Object{}"), isObject(itself) ? itself : {}).verdicts).toEqual([]);
  });

  it("mutates once for each set of parameters", () => {
    const documents = apply("Object{metadata: Object.metadata{labels: {params.data.key: 'set'}}}", {
      spec: { paramKind: { apiVersion: "v1", kind: "ConfigMap" } },
      binding: { paramRef: { selector: { matchLabels: { use: "yes" } }, parameterNotFoundAction: "Deny" } },
    });
    const { object } = review([...documents, config("a"), config("b")], deployment());
    expect(object).toEqual(deployment({ replicas: 1 }, { labels: { a: "set", b: "set" } }));
  });

  it("denies for parameters that are in another namespace", () => {
    const documents = apply("Object{}", {
      spec: { paramKind: { apiVersion: "v1", kind: "ConfigMap" } },
      binding: { paramRef: { name: "a", parameterNotFoundAction: "Deny" } },
    });
    const elsewhere = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "other" } };
    expect(review([...documents, elsewhere], deployment()).verdicts).toMatchObject([
      {
        denies: true,
        message:
          "policy 'p' with binding 'p-binding' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction",
      },
    ]);
  });

  it("asks policies that want it once more after later changes", () => {
    const count = `[JSONPatch{op: "add", path: "/metadata/labels/seen", value: has(object.metadata.labels.late) ? "late" : "early"}]`;
    const late = `[JSONPatch{op: "add", path: "/metadata/labels/late", value: "1"}]`;
    const object = deployment({}, { labels: {} });
    const again = [
      ...patch(count, { name: "a", spec: { reinvocationPolicy: "IfNeeded" } }),
      ...patch(late, { name: "b" }),
    ];
    expect(review(again, object).object).toEqual(deployment({}, { labels: { seen: "late", late: "1" } }));
  });

  it("cannot tell what hangs on the order of policies", () => {
    const one = apply("Object{spec: Object.spec{replicas: 1}}", { name: "one" });
    const two = apply("Object{spec: Object.spec{replicas: 2}}", { name: "two" });
    const { object, verdicts } = review([...one, ...two], deployment({}));
    expect(object).toBeNull();
    expect(verdicts.at(-1)).toMatchObject({
      outcome: "unknown",
      denies: false,
      message: "changes the object in a way that hangs on the order in which a cluster calls `one`, `two`",
    });
  });

  const unknowns: readonly (readonly [string, readonly Value[], ValueObject, string])[] = [
    [
      "who asks",
      apply("Object{metadata: Object.metadata{annotations: {'by': request.userInfo.username}}}"),
      deployment(),
      "changes the object in a way that cannot be told without `request.userInfo`",
    ],
    [
      "whether a condition holds",
      apply("Object{}", { spec: { matchConditions: [{ name: "c", expression: "request.userInfo.username == 'a'" }] } }),
      deployment(),
      "cannot be told to apply without `request.userInfo`",
    ],
    [
      "a namespace",
      apply("Object{}", { binding: { matchResources: { namespaceSelector: { matchLabels: { a: "b" } } } } }),
      deployment(),
      "cannot be told to apply without the label `a` of namespace `default`",
    ],
    [
      "the schema of a custom resource",
      apply("Object{spec: Object.spec{a: 1}}"),
      { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w", namespace: "default" } },
      "changes the object in a way that cannot be told without the CustomResourceDefinition that declares `Widget` of `example.com/v1`",
    ],
    [
      "an object that is none of its type",
      apply("Object{spec: Object.spec{replicas: 1}}"),
      deployment({ replicasx: 1 }),
      "changes the object in a way that cannot be told without an object that its type allows: .spec.replicasx: field not declared in schema",
    ],
    [
      "what was masked",
      patch("[JSONPatch{op: 'test', path: '/data/key', value: 'x'}]"),
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "c", namespace: "default" },
        data: { key: new Unknown([{ reason: "sensitive", path: "data.key" }]) },
      },
      "changes the object in a way that cannot be told without `data.key`",
    ],
  ];
  it.each(unknowns)("cannot tell without %s", (_name, documents, object, message) => {
    const { object: result, verdicts } = review(documents, object);
    expect(result).toBeNull();
    expect(verdicts).toMatchObject([{ outcome: "unknown", denies: false, message }]);
  });

  it("merges the metadata of custom resources whose schema nobody told, and all of those that are declared", () => {
    const widget = {
      apiVersion: "example.com/v1",
      kind: "Widget",
      metadata: { name: "w", namespace: "default" },
      spec: { list: [1] },
    };
    const labelled = review(apply("Object{metadata: Object.metadata{labels: {'a': '1'}}}"), widget);
    expect(labelled.object).toEqual({ ...widget, metadata: { ...widget.metadata, labels: { a: "1" } } });
  });

  it("keeps integers exact", () => {
    const object = json(
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"default"},"spec":{"activeDeadlineSeconds":9007199254740993}}',
    );
    const { object: mutated } = review(apply("Object{metadata: Object.metadata{labels: {'a': '1'}}}"), object);
    expect(mutated).toMatchObject({ spec: { activeDeadlineSeconds: 9007199254740993n } });
  });
});
