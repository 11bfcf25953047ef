import { describe, expect, test } from "vitest";
import { readArmTemplate } from "./read.ts";
import { read, resources, SCHEMA, type Json } from "./testing/template.ts";

const GOOD = { type: "A.B/c", name: "good" };
const HEAD = `{"$schema": "${SCHEMA}"`;

const copy = (name: string, input: Json): Json => ({ copy: [{ name, count: 800, input }] });

/** `code line:column` of every diagnostic. */
function complaints(bytes: Uint8Array | string): readonly string[] {
  const input = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return readArmTemplate({ file: "m.json", bytes: input }).diagnostics.map(
    ({ code, span }) => `${code}${span ? ` ${span.start.line}:${span.start.column}` : ""}`,
  );
}

describe("readArmTemplate() on what is no template", () => {
  test.each([
    ["an empty file", "", ["empty-input"]],
    ["a binary file", Uint8Array.of(1, 0, 2), ["binary-input"]],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x7b, 0), ["utf16-input"]],
    ["a truncated template", `${HEAD},\n"resources": [{"type": "A`, ["arm-syntax 2:24"]],
    ["comments", `${HEAD}, // no\n"resources": []}`, ["arm-syntax 1:101"]],
    ["a key that stands twice", `${HEAD},\n"resources": [],\n"resources": []}`, ["arm-syntax 3:1"]],
    ["a list", "[]", ["arm-shape 1:1"]],
    ["nesting without end", `${HEAD}, "resources": ${"[".repeat(5000)}`, ["arm-syntax 1:368"]],
  ])("says what is wrong with %s, and leaves it unresolved", (_, bytes, expected) => {
    const [found = ""] = complaints(bytes);
    expect(found.split(" ")[0]).toBe(expected[0]?.split(" ")[0]);
    if (expected[0]?.includes(" 2:") || expected[0]?.includes(" 3:")) expect(found).toBe(expected[0]);
  });

  test.each<readonly [string, Json, string]>([
    ["resources that are no list", 7, "arm-malformed"],
    ["a resource that is no mapping", [7, GOOD], "arm-malformed"],
    ["a resource without a type", [{ name: "x" }, GOOD], "arm-malformed"],
    ["a resource without a name", [{ type: "A.B/c" }, GOOD], "arm-malformed"],
    ["an expression that cannot be read", [{ ...GOOD, properties: { a: "[concat('a']" } }], "arm-expression"],
    [
      "an expression without an end",
      [{ ...GOOD, properties: { a: `[${"f(".repeat(500)}${")".repeat(500)}]` } }],
      "arm-expression",
    ],
    ["an expression that is too long", [{ ...GOOD, properties: { a: `['${"a".repeat(30_000)}']` } }], "arm-expression"],
    [
      "a loop with too many rounds",
      [{ ...GOOD, name: "[concat('a', copyIndex())]", copy: { name: "c", count: 5000 } }],
      "arm-too-large",
    ],
  ])("leaves %s unresolved and reads the rest", (_, list, code) => {
    const reading = read({ resources: list });
    expect(reading.unresolved.map((entry) => entry.code)).toContain(code);
    expect(reading.diagnostics.every(({ span }) => span !== undefined)).toBe(true);
    if (Array.isArray(list) && list.includes(GOOD))
      expect(resources(reading).map(({ name }) => name)).toContain("good");
  });

  test("survives parameters and variables that need themselves, and loops in loops", () => {
    const variables = {
      a: "[variables('b')]",
      b: "[variables('a')]",
      copy: [{ name: "c", count: 800, input: "[range(0, 1000)]" }],
    };
    const reading = read({
      variables,
      resources: [{ ...GOOD, properties: { a: "[variables('a')]", c: "[length(variables('c'))]" } }],
    });
    expect(resources(reading)).toHaveLength(1);
  });

  test("stops where evaluating takes too many steps", () => {
    const reading = read({
      resources: [{ ...GOOD, properties: copy("a", copy("b", copy("c", "[add(1, add(1, 1))]"))) }],
    });
    expect(reading.unresolved.map(({ code }) => code)).toContain("arm-too-large");
  });

  test("keeps hostile names as names", () => {
    const properties = JSON.parse('{"__proto__": {"a": 1}, "constructor": "[parameters(\'__proto__\')]"}');
    const [resource] = resources(read({ parameters: {}, resources: [{ ...GOOD, properties }] }));
    expect(Object.keys(Object(resource?.native["properties"]))).toEqual(["__proto__", "constructor"]);
  });
});
