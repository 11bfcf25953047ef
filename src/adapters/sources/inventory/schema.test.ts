import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it, test } from "vitest";
import { readInventory } from "./read.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const RESOURCE = {
  type: "aws_s3_bucket",
  provider: "aws",
  id: "logs",
  native: { bucket: "logs", policy: { $unknown: "not-observed" } },
};
const DOCUMENT = { writInventory: "1", observedAt: "2026-03-01T09:30:00Z", resources: [RESOURCE] };

const EDITS: readonly (readonly [string, object])[] = [
  ["as it is", DOCUMENT],
  ["with a schema", { ...DOCUMENT, $schema: "inventory.json" }],
  ["without resources", { ...DOCUMENT, resources: [] }],
  ["of another version", { ...DOCUMENT, writInventory: "2" }],
  ["without a time", { ...DOCUMENT, observedAt: "yesterday" }],
  ["with an unknown key", { ...DOCUMENT, more: 1 }],
  ["with a map of resources", { ...DOCUMENT, resources: {} }],
  ...["type", "provider", "id", "native"].map(
    (key) => [`without ${key}`, { ...DOCUMENT, resources: [{ ...RESOURCE, [key]: undefined }] }] as const,
  ),
  ...["type", "provider", "id"].map(
    (key) => [`with an empty ${key}`, { ...DOCUMENT, resources: [{ ...RESOURCE, [key]: "" }] }] as const,
  ),
  ...["name", "group", "scope", "labels", "native", "more"].flatMap((key) =>
    [1, "text", {}, { a: 1 }, { a: "b" }, null, []].map(
      (value) =>
        [`with ${key} ${JSON.stringify(value)}`, { ...DOCUMENT, resources: [{ ...RESOURCE, [key]: value }] }] as const,
    ),
  ),
  ...[{ $unknown: "sensitive" }, { $unknown: "secret" }, { $unknown: "sensitive", more: 1 }].flatMap((mark) =>
    [mark, { a: mark }, { a: [{ b: mark }] }].map(
      (native) =>
        [`with native ${JSON.stringify(native)}`, { ...DOCUMENT, resources: [{ ...RESOURCE, native }] }] as const,
    ),
  ),
];

describe("spec/schemas/inventory.json", () => {
  const ajv = new Ajv2020({ allowUnionTypes: true });
  addFormats.default(ajv);
  const accepts = ajv.compile(JSON.parse(readFileSync(join(ROOT, "spec/schemas/inventory.json"), "utf8")));

  test.each(EDITS)("agrees with readInventory() on a document %s", (_, document) => {
    const text = JSON.stringify(document);
    const { diagnostics } = readInventory({ file: "in", bytes: new TextEncoder().encode(text) });
    expect(accepts(JSON.parse(text)), JSON.stringify(accepts.errors)).toBe(diagnostics.length === 0);
  });

  it("accepts the example of the documentation, and so does readInventory()", () => {
    const page = readFileSync(join(ROOT, "docs/inventory.md"), "utf8");
    const text = /```json\n(?<example>[^`]+)```/.exec(page)?.groups?.["example"] ?? "";
    expect(accepts(JSON.parse(text)), JSON.stringify(accepts.errors)).toBe(true);
    const { changes, diagnostics } = readInventory({ file: "in", bytes: new TextEncoder().encode(text) });
    expect(diagnostics).toEqual([]);
    expect(changes).toHaveLength(2);
  });
});
