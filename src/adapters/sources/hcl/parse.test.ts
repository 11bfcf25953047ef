import { describe, expect, test } from "vitest";
import { parseHcl, type HclBody } from "./index.ts";

/** A body as lines: attributes with the text of their expressions, blocks indented under their heads. */
function print({ attributes, blocks }: HclBody, text: string): readonly string[] {
  return [
    ...attributes.map(({ name, valueStart, end }) => `${name} = ${text.slice(valueStart, end).trim()}`),
    ...blocks.flatMap((block) => [
      [block.type, ...block.labels].join(" "),
      ...print(block, text).map((line) => `  ${line}`),
    ]),
  ];
}

function read(text: string): readonly string[] {
  const { body, problems } = parseHcl(text);
  return [...print(body, text), ...problems.map(({ code, offset }) => `! ${code} at ${offset}`)];
}

describe("parseHcl()", () => {
  test("reads attributes, labelled and nested blocks, and blocks of one line", () => {
    expect(read('a = 1\nresource "t" "n" {\n  b = [\n    1,\n    { c = 2 },\n  ]\n  d { e = 3 }\n}\nf g {}\n')).toEqual(
      ["a = 1", "resource t n", "  b = [\n    1,\n    { c = 2 },\n  ]", "  d", "    e = 3", "f g"],
    );
  });

  test("is not misled by comments, texts, templates and heredocs", () => {
    const text = [
      "# a { b = 1",
      "// a {",
      "/* a {",
      "} */",
      'a = "{ # \\" ${f("}", { x = "y" })} $${no}"',
      "b = <<EOT",
      "c { d = 1",
      "  EOT",
      "e = <<-EOT",
      "}",
      "  EOT",
      "f = x == y ? 1 : 2 # tail",
      "g { h = 1 }",
      "i = f(",
      "  1, # one",
      "  [for k, v in x : k if v]...",
      ")",
    ].join("\n");
    expect(read(text)).toEqual([
      'a = "{ # \\" ${f("}", { x = "y" })} $${no}"',
      "b = <<EOT\nc { d = 1\n  EOT",
      "e = <<-EOT\n}\n  EOT",
      "f = x == y ? 1 : 2",
      "i = f(\n  1, # one\n  [for k, v in x : k if v]...\n)",
      "g",
      "  h = 1",
    ]);
  });

  test("knows where everything begins and ends, with Windows line ends too", () => {
    const text = 'r "a" {\r\n  b = 1\r\n}\r\n';
    const [block] = parseHcl(text).body.blocks;
    expect(text.slice(block?.start, block?.end)).toBe('r "a" {\r\n  b = 1\r\n}');
    expect(block?.attributes[0]).toMatchObject({ name: "b", start: 11, valueStart: 15, end: 16 });
  });

  test.each([
    ["a = \nb = 2\n", ["a = ", "b = 2", "! hcl-syntax at 4"]],
    ["a = [1, 2\nb = 2\n", ["a = [1, 2\nb = 2", "! hcl-syntax at 10"]],
    ['a = "x\nb = 2\n', ['a = "x', "b = 2", "! hcl-syntax at 4"]],
    ["a = 1 2\nb = 2\n", ["a = 1", "b = 2", "! hcl-syntax at 6"]],
    ["a {\n  b = )\n  c = 1\n}\nd = 1\n", ["d = 1", "a", "  b = )", "  c = 1", "! hcl-syntax at 10"]],
    ["a b = 1\nc = 1\n", ["c = 1", "! hcl-syntax at 4"]],
    ["}\na = 1\n", ["a = 1", "! hcl-syntax at 0"]],
    ["a = 1\nb {\n  c = 1\n", ["a = 1", "b", "  c = 1", "! hcl-truncated at 6"]],
    ["a = <<EOT\nnever ends\n", ["a = <<EOT\nnever ends", "! hcl-truncated at 4"]],
    ['a = "${"\n', ['a = "${"', "! hcl-syntax at 7"]],
    ['a = "%{ if x }b"\nc = 1\n', ['a = "%{ if x }b"', "c = 1", "! hcl-syntax at 8"]],
    ['a = "\\q"\n', ['a = "\\q"', "! hcl-syntax at 5"]],
    ["a = {\n  b = 1 c = 2\n}\nd = 1\n", ["a = {\n  b = 1 c = 2\n}", "d = 1", "! hcl-syntax at 14"]],
  ])("loses only what cannot be read of %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test("goes on with the next block of the file when one is never closed", () => {
    const text = 'resource "a" "b" {\n  x = [\n\nresource "c" "d" {\n  y = 1\n}\n';
    expect(read(text)).toEqual([
      "resource a b",
      "  x = [",
      "resource c d",
      "  y = 1",
      "! hcl-syntax at 37",
      "! hcl-truncated at 0",
    ]);
  });

  test.each([
    ["blocks", "a {\n".repeat(50_000)],
    ["brackets", `a = ${"[".repeat(100_000)}`],
    ["parentheses", `a = ${"(".repeat(100_000)}1${")".repeat(100_000)}`],
    ["templates", `a = ${'"${'.repeat(50_000)}`],
    ["negations", `a = ${"!".repeat(100_000)}true`],
    ["operators", `a = 1${" + 1".repeat(100_000)}`],
    ["conditions", `a = ${"x ? 1 : ".repeat(50_000)}2`],
  ])("stops at %s inside one another", (_, text) => {
    expect(parseHcl(text).problems.map(({ code }) => code)).toContain("hcl-too-deep");
  });

  test.each([
    ["escapes", `a = "${"\\n".repeat(200_000)}"`],
    ["signs of templates", `a = "${"$".repeat(200_000)}"`],
    ["comments", "/*".repeat(200_000)],
    ["texts without end", 'a = "x\n'.repeat(100_000)],
    ["heredocs without end", Array.from({ length: 20_000 }, (_, at) => `a = <<X${at}\n`).join("")],
    ["brackets without end", 'resource "a" "b" {\na = [\n'.repeat(50_000)],
    ["braces", "}".repeat(200_000)],
  ])("takes no time that anybody would notice for many %s", (_, text) => {
    expect(parseHcl(text).problems.length).toBeLessThanOrEqual(20);
  });
});
