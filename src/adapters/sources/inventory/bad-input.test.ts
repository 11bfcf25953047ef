import { describe, expect, it, test } from "vitest";
import { Unknown } from "#core/language";
import { readSource } from "../detect.ts";
import { readInventory } from "./read.ts";

const HEAD = '{\n  "writInventory": "1",\n  "observedAt": "2026-03-01T09:30:00Z",\n';
const GOOD = '{ "type": "t", "provider": "p", "id": "good", "native": {} }';
const around = (entry: string): string => `${HEAD}  "resources": [\n    ${entry},\n    ${GOOD}\n  ]\n}\n`;
const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** Each: what is wrong, the text, the code, and the line and column of the culprit. */
const WHOLE: readonly (readonly [string, string, string, string | null])[] = [
  ["another version", HEAD.replace('"1"', '"2"') + '"resources": [] }', "inventory-version", "2:20"],
  ["a version that is a number", HEAD.replace('"1"', "1") + '"resources": [] }', "inventory-version", "2:20"],
  ["no time", '{ "writInventory": "1", "resources": [] }', "inventory-observed-at", "1:1"],
  ["a day for a time", HEAD.replace("T09:30:00Z", "") + '"resources": [] }', "inventory-observed-at", "3:17"],
  ["no resources", `${HEAD.trimEnd().slice(0, -1)} }`, "inventory-resources", "1:1"],
  ["resources that are no list", `${HEAD}  "resources": {} }`, "inventory-resources", "4:16"],
  ["an unknown key", `${HEAD}  "resource": [] }`, "inventory-unknown-key", "4:15"],
  ["a text that ends early", `${HEAD}  "resources": [`, "json-truncated", "4:17"],
  ["a comment", `${HEAD}  // nothing\n  "resources": [] }`, "json-syntax", "4:3"],
  ["a key twice in one object", `${HEAD}  "observedAt": "x", "resources": [] }`, "json-duplicate-key", "4:3"],
  ["nesting without end", `${HEAD}  "resources": ${deep(100_000)} }`, "json-too-deep", "4:271"],
  ["a zero byte", `${HEAD}  "resources": [\0] }`, "binary-input", null],
];

const ENTRIES: readonly (readonly [string, string, string, string])[] = [
  ["no object", '"arn:aws:s3:::logs"', "inventory-invalid-resource", "5:5"],
  ["null", "null", "inventory-invalid-resource", "5:5"],
  ["no type", '{ "provider": "p", "id": "i", "native": {} }', "inventory-invalid-resource", "5:5"],
  ["an empty id", '{ "type": "t", "provider": "p", "id": "", "native": {} }', "inventory-invalid-resource", "5:43"],
  ["no native", '{ "type": "t", "provider": "p", "id": "i" }', "inventory-invalid-resource", "5:5"],
  ["a native list", '{ "type": "t", "provider": "p", "id": "i", "native": [] }', "inventory-invalid-resource", "5:58"],
  [
    "a label that is no text",
    '{ "type": "t", "provider": "p", "id": "i", "native": {}, "labels": { "a": 1 } }',
    "inventory-invalid-resource",
    "5:79",
  ],
  [
    "a scope that is no text",
    '{ "type": "t", "provider": "p", "id": "i", "native": {}, "scope": null }',
    "inventory-invalid-resource",
    "5:71",
  ],
  [
    "a misspelled key",
    '{ "type": "t", "provider": "p", "id": "i", "native": {}, "lables": {} }',
    "inventory-unknown-key",
    "5:72",
  ],
  [
    "an unknown reason in a mark",
    '{ "type": "t", "provider": "p", "id": "i", "native": { "a": { "$unknown": "secret" } } }',
    "inventory-unknown-mark",
    "5:65",
  ],
  [
    "a mark with something beside it",
    '{ "type": "t", "provider": "p", "id": "i", "native": { "a": [{ "$unknown": "sensitive", "b": 1 }] } }',
    "inventory-unknown-mark",
    "5:66",
  ],
  [
    "a mark in place of everything",
    '{ "type": "t", "provider": "p", "id": "i", "native": { "$unknown": "not-observed" } }',
    "inventory-invalid-resource",
    "5:58",
  ],
  ["an id that stands twice", GOOD, "inventory-duplicate-id", "6:43"],
];

describe("an inventory that is not in order", () => {
  test.each(WHOLE)("is not read at all with %s", (_, text, code, place) => {
    const { changes, diagnostics } = readSource({ file: "in", bytes: new TextEncoder().encode(text) });
    expect(changes).toEqual([]);
    expect(diagnostics.map((one) => [one.code, one.severity, placeOf(one)])).toEqual([[code, "error", place]]);
    expect(diagnostics[0]?.hint).toBeTruthy();
  });

  test.each(ENTRIES)("loses nothing but the resource with %s", (_, entry, code, place) => {
    const { changes, diagnostics, unresolved, format } = readSource({
      file: "in",
      bytes: new TextEncoder().encode(around(entry)),
    });
    expect(format).toBe("inventory");
    expect(changes.map(({ after }) => after?.id)).toContain("good");
    expect(diagnostics.map((one) => [one.code, one.severity, placeOf(one)])).toEqual([[code, "error", place]]);
    expect(unresolved.map((one) => one.code)).toEqual([code]);
  });

  it("is refused when it is larger than the limit", () => {
    const bytes = new Uint8Array(50 * 1024 * 1024).fill(0x20);
    const { diagnostics } = readInventory({ file: "in", bytes }, { maxBytes: 1024 });
    expect(diagnostics.map(({ code }) => code)).toEqual(["input-too-large"]);
  });

  it("does not take a mark for known under an escaped name", () => {
    const entry = '{ "type": "t", "provider": "p", "id": "i", "native": { "a": { "\\u0024unknown": "sensitive" } } }';
    const { changes } = readSource({ file: "in", bytes: new TextEncoder().encode(around(entry)) });
    expect(changes[0]?.after?.native["a"]).toBeInstanceOf(Unknown);
  });
});

function placeOf({ span }: { readonly span?: { readonly start: { line: number; column: number } } }): string | null {
  return span ? `${span.start.line}:${span.start.column}` : null;
}
