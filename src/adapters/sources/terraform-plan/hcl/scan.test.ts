import { describe, expect, test } from "vitest";
import { scanHcl, type HclBlock } from "./scan.ts";

/** A block as lines: attributes with the text of their expressions, blocks indented under their heads. */
function print({ attributes, blocks }: HclBlock, text: string): readonly string[] {
  return [
    ...attributes.map(({ name, valueStart, end }) => `${name} = ${text.slice(valueStart, end).trim()}`),
    ...blocks.flatMap((block) => [
      [block.type, ...block.labels].join(" "),
      ...print(block, text).map((line) => `  ${line}`),
    ]),
  ];
}

function scan(text: string): readonly string[] {
  return print(scanHcl(text), text);
}

describe("scanHcl()", () => {
  test("reads attributes, labelled and nested blocks, and blocks of one line", () => {
    expect(scan('a = 1\nresource "t" "n" {\n  b = [\n    1,\n    { c = 2 },\n  ]\n  d { e = 3 }\n}\nf g {}\n')).toEqual(
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
    ].join("\n");
    expect(scan(text)).toEqual([
      'a = "{ # \\" ${f("}", { x = "y" })} $${no}"',
      "b = <<EOT\nc { d = 1\n  EOT",
      "e = <<-EOT\n}\n  EOT",
      "f = x == y ? 1 : 2",
      "g",
      "  h = 1",
    ]);
  });

  test("knows where everything begins and ends, with Windows line ends too", () => {
    const text = 'r "a" {\r\n  b = 1\r\n}\r\n';
    const [block] = scanHcl(text).blocks;
    expect(text.slice(block?.start, block?.end)).toBe('r "a" {\r\n  b = 1\r\n}');
    expect(block?.attributes[0]).toMatchObject({ name: "b", start: 11 });
  });

  test("survives what is no HCL, without end and without depth", () => {
    expect(scan('}}} ) = " \n a')).toEqual([]);
    expect(scan('a "b" {\n c = "')).toEqual(["a b", '  c = "']);
    expect(scan("a = <<EOT\n never ends")).toEqual(["a = <<EOT\n never ends"]);
    const deep = scanHcl("a {\n".repeat(50_000));
    expect(deep.blocks).toHaveLength(1);
    const long = scanHcl(`a = "${"\\n".repeat(500_000)}"\nb = ${"[".repeat(500_000)}`);
    expect(long.attributes.map(({ name }) => name)).toEqual(["a", "b"]);
  });
});
