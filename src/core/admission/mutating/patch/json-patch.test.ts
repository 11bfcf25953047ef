import { describe, expect, it } from "vitest";
import { Unknown, type Value } from "#core/language";
import { isObject } from "#core/model";
import { applyPatch, type PatchOperation } from "./json-patch.ts";

function patch(op: string, path: string, rest: Partial<PatchOperation> = {}): PatchOperation {
  return { op, path, from: "", value: undefined, ...rest };
}

const POD = { metadata: { labels: { a: "1" } }, spec: { containers: [{ name: "a" }, { name: "b" }] } };

describe("applyPatch()", () => {
  const changes: readonly (readonly [string, PatchOperation, unknown])[] = [
    ["adds a field", patch("add", "/metadata/labels/b", { value: "2" }), { metadata: { labels: { a: "1", b: "2" } } }],
    ["replaces a field that is not there", patch("replace", "/spec/x", { value: 1 }), { spec: { x: 1 } }],
    ["adds null where no value is given", patch("add", "/spec/x"), { spec: { x: null } }],
    ["removes a field", patch("remove", "/metadata/labels/a"), { metadata: { labels: {} } }],
    [
      "puts an element first",
      patch("add", "/spec/containers/0", { value: 1 }),
      { spec: { containers: [1, ...POD.spec.containers] } },
    ],
    [
      "puts an element last",
      patch("add", "/spec/containers/-", { value: 1 }),
      { spec: { containers: [...POD.spec.containers, 1] } },
    ],
    [
      "counts from the end below zero",
      patch("remove", "/spec/containers/-1"),
      { spec: { containers: [{ name: "a" }] } },
    ],
    [
      "moves an element",
      patch("move", "/spec/containers/-", { from: "/spec/containers/0" }),
      { spec: { containers: [{ name: "b" }, { name: "a" }] } },
    ],
    [
      "moves a field",
      patch("move", "/metadata/labels/b", { from: "/metadata/labels/a" }),
      { metadata: { labels: { b: "1" } } },
    ],
    ["copies a field that is not there as null", patch("copy", "/spec/x", { from: "/spec/y" }), { spec: { x: null } }],
    [
      "unescapes keys",
      patch("add", "/metadata/labels/x~1y~0z~2", { value: "3" }),
      { metadata: { labels: { "x/y~z~2": "3" } } },
    ],
    ["goes on after a test that holds", patch("test", "/spec/containers/1", { value: { name: "b" } }), {}],
    ["replaces the whole", patch("replace", "", { value: { only: true } }), { only: true }],
  ];
  it.each(changes)("%s", (_name, operation, expected) => {
    const result = applyPatch(POD, [operation]);
    expect(result.kind).toBe("patched");
    expect(result).toMatchObject({ document: expected });
  });

  it("keeps the parts of a copy apart, and the document as it was", () => {
    const before = structuredClone(POD);
    const operations = [
      patch("copy", "/spec/again", { from: "/spec/containers" }),
      patch("add", "/spec/again/0/image", { value: "x" }),
    ];
    const result = applyPatch(POD, operations);
    expect(result).toMatchObject({ document: { spec: { containers: [{ name: "a" }, { name: "b" }] } } });
    expect(result).not.toHaveProperty("document.spec.containers.0.image");
    expect(POD).toEqual(before);
  });

  const untouched: readonly PatchOperation[] = [
    patch("test", "/metadata/labels/a", { value: "2" }),
    patch("test", "/metadata/labels/none", { value: "1" }),
    patch("test", "/metadata/labels/none", { value: null }),
    patch("test", "/metadata/labels/a"),
    patch("test", "", { value: {} }),
  ];
  it.each(untouched)("leaves the document alone when %o fails", (test) => {
    expect(applyPatch(POD, [patch("remove", "/spec"), test])).toEqual({ kind: "untouched" });
  });

  const failures: readonly (readonly [PatchOperation, string])[] = [
    [
      patch("replace", "/spec/containers/-", { value: 1 }),
      "replace operation does not apply: doc is missing key: /spec/containers/-: missing value",
    ],
    [
      patch("add", "/status/x", { value: 1 }),
      'add operation does not apply: doc is missing path: "/status/x": missing value',
    ],
    [patch("add", "spec", { value: 1 }), 'add operation does not apply: doc is missing path: "spec": missing value'],
    [
      patch("add", "/metadata/labels/a/b", { value: 1 }),
      'add operation does not apply: doc is missing path: "/metadata/labels/a/b": missing value',
    ],
    [
      patch("add", "/spec/containers/3", { value: 1 }),
      "error in add for path: '/spec/containers/3': Unable to access invalid index: 3: invalid index referenced",
    ],
    [
      patch("add", "/spec/containers/x", { value: 1 }),
      "error in add for path: '/spec/containers/x': value was not a proper array index: 'x': strconv.Atoi: parsing \"x\": invalid syntax",
    ],
    [
      patch("add", "/spec/containers/1e1", { value: 1 }),
      "error in add for path: '/spec/containers/1e1': value was not a proper array index: '1e1': strconv.Atoi: parsing \"1e1\": invalid syntax",
    ],
    [
      patch("remove", "/metadata/labels/b"),
      "error in remove for path: '/metadata/labels/b': Unable to remove nonexistent key: b: missing value",
    ],
    [
      patch("remove", "/spec/containers/-3"),
      "error in remove for path: '/spec/containers/-3': Unable to access invalid index: -3: invalid index referenced",
    ],
    [patch("move", "/spec/x"), "move operation failed to decode from: operation, missing from field: missing value"],
    [
      patch("move", "/spec/x", { from: "/spec/y" }),
      "error in move for path: 'y': Unable to remove nonexistent key: y: missing value",
    ],
    [
      patch("copy", "/spec/x", { from: "/spec/containers/9" }),
      "error in copy for from: '/spec/containers/9': Unable to access invalid index: 9: invalid index referenced",
    ],
    [patch("test", "/a/b", { value: 1 }), "test operation does not apply: is missing path: /a/b: missing value"],
    [patch("replace", "", { value: 1 }), "replace operation value must be object or array: %!w(<nil>)"],
    [patch("merge", "/spec"), "Unexpected kind: merge"],
  ];
  it.each(failures)("fails in the words of the API server on %o", (operation, message) => {
    expect(applyPatch(POD, [operation])).toEqual({ kind: "failed", message });
  });

  it("takes names of prototypes for ordinary keys", () => {
    const result = applyPatch({}, [
      patch("add", "/__proto__", { value: { x: 1 } }),
      patch("add", "/__proto__/y", { value: 2 }),
    ]);
    const document = result.kind === "patched" && isObject(result.document) ? result.document : {};
    expect(Object.entries(document)).toEqual([["__proto__", { x: 1, y: 2 }]]);
    expect(applyPatch({}, [patch("add", "/constructor/prototype/x", { value: 1 })]).kind).toBe("failed");
    expect(applyPatch({}, [patch("remove", "/toString")]).kind).toBe("failed");
    expect({}).not.toHaveProperty("x");
  });

  it("ends copies that grow too large", () => {
    const large = "x".repeat(1_000_000);
    const copies = [1, 2, 3, 4].map((at) => patch("copy", `/c${at}`, { from: "/large" }));
    expect(applyPatch({ large }, copies)).toMatchObject({
      kind: "failed",
      message: /accumulated size increase of copy is/,
    });
    const doubling = Array.from({ length: 60 }, (_, at) => patch("copy", `/list/${at}`, { from: "/list" }));
    expect(applyPatch({ list: ["x"] }, doubling).kind).toBe("failed");
  });

  it("goes past what is not known, and stops where it matters", () => {
    const masked = new Unknown([{ reason: "sensitive", path: "data.key" }]);
    const secret: Record<string, Value> = { data: { key: masked } };
    expect(applyPatch(secret, [patch("add", "/data/other", { value: "1" })])).toEqual({
      kind: "patched",
      document: { data: { key: masked, other: "1" } },
    });
    expect(applyPatch(secret, [patch("test", "/data/key", { value: "1" })])).toEqual({
      kind: "unknown",
      unknown: masked,
    });
    expect(applyPatch(secret, [patch("add", "/data/key/x", { value: "1" })])).toEqual({
      kind: "unknown",
      unknown: masked,
    });
  });
});
