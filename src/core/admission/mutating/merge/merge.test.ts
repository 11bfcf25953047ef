import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "#core/language";
import { builtInType } from "../schema/built-in.ts";
import { customType } from "../schema/custom.ts";
import { ANY, type MergeType } from "../schema/type.ts";
import { findAtomics } from "./atomics.ts";
import { mergeValues } from "./merge.ts";
import { problemsText, validateType } from "./validate.ts";

const POD = builtInType("v1", "Pod") ?? ANY;
const DEPLOYMENT = builtInType("apps/v1", "Deployment") ?? ANY;
const SERVICE = builtInType("v1", "Service") ?? ANY;

const containers = (...names: readonly string[]): Value => ({ spec: { containers: names.map((name) => ({ name })) } });

const PROTO: Value = Object.fromEntries([["__proto__", "1"]]);

describe("mergeValues()", () => {
  const cases: readonly (readonly [string, MergeType, Value, Value, Value])[] = [
    [
      "adds to a map",
      POD,
      { metadata: { labels: { a: "1" } } },
      { metadata: { labels: { b: "2" } } },
      { metadata: { labels: { a: "1", b: "2" } } },
    ],
    [
      "merges elements with the same key",
      POD,
      { spec: { containers: [{ name: "a", image: "x", args: ["1"] }] } },
      { spec: { containers: [{ name: "a", image: "y" }] } },
      { spec: { containers: [{ name: "a", image: "y", args: ["1"] }] } },
    ],
    [
      "puts new elements where the configuration has them",
      POD,
      containers("a", "b"),
      containers("c", "a"),
      containers("c", "a", "b"),
    ],
    [
      "keeps elements of its own between shared ones",
      POD,
      containers("a", "b", "c"),
      containers("a", "c"),
      containers("a", "b", "c"),
    ],
    [
      "takes the order of the configuration for shared ones",
      POD,
      containers("a", "b", "c"),
      containers("c", "a"),
      containers("b", "c", "a"),
    ],
    [
      "tells ports apart by number and protocol, which is TCP where it is left out",
      SERVICE,
      {
        spec: {
          ports: [
            { port: 53, name: "dns" },
            { port: 53, protocol: "UDP" },
          ],
        },
      },
      { spec: { ports: [{ port: 53, protocol: "TCP", targetPort: 5353 }] } },
      {
        spec: {
          ports: [
            { port: 53, name: "dns", protocol: "TCP", targetPort: 5353 },
            { port: 53, protocol: "UDP" },
          ],
        },
      },
    ],
    [
      "merges sets",
      POD,
      { metadata: { finalizers: ["a", "b"] } },
      { metadata: { finalizers: ["b", "c"] } },
      { metadata: { finalizers: ["a", "b", "c"] } },
    ],
    [
      "replaces lists that are atomic",
      POD,
      { spec: { tolerations: [{ key: "a" }] } },
      { spec: { tolerations: [] } },
      { spec: { tolerations: [] } },
    ],
    [
      "joins elements that an object has twice",
      POD,
      { spec: { containers: [{ name: "a", image: "1" }, { name: "b" }, { name: "a", image: "2" }] } },
      { spec: { containers: [{ name: "a", tty: true }] } },
      { spec: { containers: [{ name: "a", tty: true }, { name: "b" }] } },
    ],
    ["keeps what is empty", POD, { spec: {} }, { spec: {} }, { spec: {} }],
    ["loses nothing to null", POD, { spec: { hostname: "a" } }, { spec: null }, { spec: { hostname: "a" } }],
    [
      "takes names of prototypes for ordinary keys",
      POD,
      { metadata: { labels: {} } },
      { metadata: { labels: PROTO } },
      { metadata: { labels: PROTO } },
    ],
  ];
  for (const [name, type, own, applied, expected] of cases) {
    it(name, () => {
      expect(mergeValues(type, own, applied)).toEqual(expected);
    });
  }

  it("leaves what is not known in its place, and where it would have to be merged", () => {
    const unknown = new Unknown([{ reason: "sensitive", path: "x" }]);
    expect(mergeValues(POD, { spec: { hostname: unknown } }, { spec: { subdomain: "a" } })).toEqual({
      spec: { hostname: unknown, subdomain: "a" },
    });
    expect(mergeValues(POD, { spec: { hostname: unknown } }, { spec: { hostname: "a" } })).toEqual({
      spec: { hostname: "a" },
    });
    expect(mergeValues(POD, { spec: { containers: [{ name: unknown }] } }, containers("a"))).toEqual({
      spec: { containers: unknown },
    });
    expect(mergeValues(POD, { spec: unknown }, containers("a"))).toEqual({ spec: unknown });
  });
});

describe("findAtomics()", () => {
  it("names what a configuration would replace whole", () => {
    const value = {
      spec: { selector: { matchLabels: { a: "b" } }, template: { spec: { containers: [{ name: "a", args: ["1"] }] } } },
    };
    expect(findAtomics(DEPLOYMENT, value)).toEqual([".spec.selector", ".spec.template.spec.containers[0].args"]);
    expect(findAtomics(DEPLOYMENT, { metadata: { labels: { a: "b" } } })).toEqual([]);
  });
});

describe("validateType()", () => {
  const refused: readonly (readonly [Value, string])[] = [
    [{ spec: { replicasx: 1 } }, ".spec.replicasx: field not declared in schema"],
    [{ spec: { replicas: "1" } }, ".spec.replicas: expected numeric (int or float), got string"],
    [{ spec: { paused: "yes" } }, ".spec.paused: expected boolean, got &{yes}"],
    [{ metadata: { labels: { a: 1 } } }, ".metadata.labels.a: expected string, got &value.valueUnstructured{Value:1}"],
    [{ spec: [1] }, ".spec: expected map, got &{[1]}"],
    [
      { spec: { template: { spec: { containers: {} } } } },
      ".spec.template.spec.containers: expected list, got &{map[]}",
    ],
    [
      { spec: { template: { spec: { containers: [{ name: "a" }, { name: "a" }] } } } },
      '.spec.template.spec.containers: duplicate entries for key [name="a"]',
    ],
    [
      { spec: { template: { spec: { containers: ["a"] } } } },
      ".spec.template.spec.containers: element 0: associative list with keys may not have non-map elements",
    ],
    [
      { metadata: { ownerReferences: [{ uid: "1", kind: 2 }] } },
      '.metadata.ownerReferences[uid="1"].kind: expected string, got &value.valueUnstructured{Value:2}',
    ],
  ];
  it.each(refused)("refuses %o in the words of the API server", (value, text) => {
    expect(problemsText(validateType(DEPLOYMENT, value, "refused"))).toBe(text);
  });

  it("tells several problems one a line", () => {
    const problems = validateType(DEPLOYMENT, { spec: { paused: 1, replicas: true } }, "refused");
    expect(problemsText(problems)).toBe(
      "errors:\n  .spec.paused: expected boolean, got &{1}\n  .spec.replicas: expected numeric (int or float), got bool",
    );
  });

  it("lets an object have elements twice", () => {
    expect(validateType(POD, containers("a", "a"), "allowed")).toEqual([]);
  });

  it("takes quantities and ports as texts and as numbers", () => {
    const value = { spec: { containers: [{ name: "a", resources: { limits: { cpu: 1, memory: "1Gi" } } }] } };
    expect(validateType(POD, value, "refused")).toEqual([]);
  });
});

const definition = (schema: Value): Value => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  spec: {
    group: "example.com",
    names: { kind: "Widget" },
    versions: [{ name: "v1", schema: { openAPIV3Schema: schema } }],
  },
});

describe("customType()", () => {
  const SCHEMA = definition({
    type: "object",
    properties: {
      spec: {
        type: "object",
        properties: {
          parts: {
            type: "array",
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["id"],
            items: { type: "object", properties: { id: { type: "string" }, size: { type: "integer" } } },
          },
          colours: { type: "array", items: { type: "string" } },
          extra: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        },
      },
    },
  });

  it("is as its definition says, with the metadata of every object", () => {
    const type = customType([SCHEMA], "example.com/v1", "Widget") ?? ANY;
    const own = {
      metadata: { labels: { a: "1" } },
      spec: { parts: [{ id: "a", size: 1 }], colours: ["red"], extra: { x: { y: 1 } } },
    };
    const applied = {
      metadata: { labels: { b: "2" } },
      spec: { parts: [{ id: "a", size: 2 }, { id: "b" }], extra: { x: { z: 2 } } },
    };
    expect(mergeValues(type, own, applied)).toEqual({
      metadata: { labels: { a: "1", b: "2" } },
      spec: { parts: [{ id: "a", size: 2 }, { id: "b" }], colours: ["red"], extra: { x: { y: 1, z: 2 } } },
    });
    expect(findAtomics(type, { spec: { colours: ["blue"] } })).toEqual([".spec.colours"]);
    expect(problemsText(validateType(type, { spec: { none: 1 } }, "refused"))).toBe(
      ".spec.none: field not declared in schema",
    );
  });

  it("is unknown for other groups, versions and kinds", () => {
    expect(customType([SCHEMA], "example.com/v2", "Widget")).toBeNull();
    expect(customType([SCHEMA], "example.org/v1", "Widget")).toBeNull();
    expect(customType([SCHEMA], "example.com/v1", "Gadget")).toBeNull();
  });

  it("looks no deeper than schemas may nest", () => {
    let schema: Value = { type: "string" };
    for (let depth = 0; depth < 5000; depth++) schema = { type: "object", properties: { a: schema } };
    const type = customType([definition(schema)], "example.com/v1", "Widget") ?? ANY;
    expect(validateType(type, { a: { a: { b: 1 } } }, "refused")).toHaveLength(1);
  });
});
