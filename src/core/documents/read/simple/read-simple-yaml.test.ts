import fc from "fast-check";
import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { createLineIndex } from "#core/diagnostics";
import { EXAMPLES } from "../../testing/examples.ts";
import { DOCUMENT_LIMITS } from "../limits.ts";
import { readYaml } from "../read-yaml.ts";
import { readSimpleYaml } from "./read-simple-yaml.ts";

/** Whether the simple reader reads a text; if it does, it has read what the full reader reads. */
function readsAlike(text: string): boolean {
  const simple = readSimpleYaml(text, DOCUMENT_LIMITS);
  if (simple === null) return false;
  expect({ roots: simple, problems: [] }).toEqual(readYaml(text, createLineIndex("f", text), DOCUMENT_LIMITS));
  return true;
}

/** Maps each of which holds the one before it twice. */
function blowUp(levels: number): string {
  return Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1}\n  b: *a${at}\n  c: *a${at}\n`).join("");
}

/** Examples with an anchor and an alias in them, for edits to break. */
const ANCHORED = [
  "a: &a\n  b: 1\n  c: &c [x, y]\nd: *a\ne: *c\n",
  "a: &a |-\n  b\n  c\nd:\n  e: *a\nf: &f 'g'\nh: *f\n",
];

describe("readSimpleYaml()", () => {
  it.each(Object.entries(EXAMPLES))("readSimpleYaml() reads the example of a %s as readYaml() does", (_, text) => {
    expect(readsAlike(text)).toBe(true);
  });

  it.each([
    ["JSON", JSON.stringify({ a: [1, 2.5, { b: null, c: 'x"y' }], d: {}, e: [], f: true }, null, 2)],
    ["compact JSON", '{"a":1,"b":[-1,"c"]}'],
    ["several documents", "a: 1\n---\nb: 2\n---\n# none\n---\nc: 3"],
    ["a marker before the first", "# note\n---\na: 1\n"],
    ["lists at the column of their key", "a:\n- b\n- c: 1\n  d: 2\ne:\n- - f\n  - g\n"],
    ["comments everywhere", "# x\na: 1 # y\n  # z\nb: # w\n  - c # v\n# u\n  - d\n"],
    ["literal blocks", "a: |\n  b\n    c\n\n  d\n\nb: |-\n  x\n"],
    ["folded blocks", "a: >\n  b\n  c\n\n  d\nb: >-\n  x\n\n\n  y\n"],
    ["a block at the end without newline", "a: |\n  b\n  c"],
    ["quotes", "a: 'it''s'\nb: \"\\\"q\\\" \\\\ \\n\\t\\/\"\n"],
    ["scalars of every type", "a: [true, null, 1, -2, 1.5, 1e3, 0x1f, 9007199254740993, text, 2027-01-01, .inf]\n"],
    ["prose in brackets", "a: {b: the owner's choice; none - as far as we know - by default, c: [d - e, f;g, -1]}\n"],
    ["native types", "a: [AWS::S3::Bucket, apps/v1 Deployment]\nb: apps/v1 Deployment\n"],
    ["text beyond ASCII", "a: größer als 5 €\nb: '😀'\n"],
    ["nothing", ""],
    ["anchors and aliases", "a: &x b c\nd: *x\ne: &y |-\n  f\n  g\nh: *y # note\ni: *y\n"],
    ["an anchor of a map", "a: &x\n  b: 1\n  c: &y [1, 2]\nd: *x\ne:\n  f: *y\ng: 1\n"],
    ["an anchor of a list", "a: &x # note\n  - b: d\nc: 1\ne: *x\n"],
    ["an anchor of a list at the column of its key", "a: &x\n- b\n- c\nd: *x\n"],
    ["a map that ends with an alias", "a: &x { b: 1 }\nc:\n  d:\n    e: *x\n\n\nf: 'g'\n"],
    ["an alias at the end", "a: &x 1\nb: *x"],
    ["blank lines", "\n\n  \n# x\n"],
  ])("readSimpleYaml() reads %s as readYaml() does", (_, text) => {
    expect(readsAlike(text)).toBe(true);
  });

  it.each([
    ["a tag", "a: !b c"],
    ["an anchor in a list", "a:\n  - &b c"],
    ["an anchor in brackets", "a: [&b c]"],
    ["an anchor of nothing", "a: &b\nc: 1"],
    ["an anchor that is given twice", "a: &b c\nd: &b e\nf: *b\n"],
    ["an alias of nothing", "a: *b"],
    ["an alias of what it stands in", "a: &b\n  c: *b\n"],
    ["an alias of another document", "a: &b c\n---\nd: *b\n"],
    ["an alias with something behind it", "a: &b c\nd: *b e\n"],
    ["aliases that blow up", `a0: &a0 b\n${blowUp(20)}`],
    ["a directive", "%YAML 1.1\n---\na: 1"],
    ["a merge key", "<<: a"],
    ["a tab", "a:\tb"],
    ["CRLF", "a: 1\r\n"],
    ["a byte order mark", "\uFEFFa: 1"],
    ["one key twice", "a: 1\na: 2"],
    ["one key twice in brackets", "a: {b: 1, b: 2}"],
    ["a key that is not text", "true: 1"],
    ["an empty value", "a:\nb: 1"],
    ["a value over two lines", "a: b\n  c"],
    ["quotes over two lines", "a: 'b\n  c'"],
    ["brackets over two lines", "a: [b,\n  c]"],
    ["a wrong indentation", "a:\n    b: 1\n  c: 2"],
    ["a second colon", "a: b: c"],
    ["a list after a map", "a: 1\n- b"],
    ["an unclosed bracket", "a: [b"],
    ["text after a bracket", "a: [b] c"],
    ["a trailing comma", "a: [b,]"],
    ["the end of a document", "a: 1\n...\n"],
    ["an indented literal", "a: |2\n    b\n"],
    ["a folded block with an indented line", "a: >\n  b\n    c\n"],
    ["a number beyond 64 bits", "a: 9223372036854775808"],
  ])("readSimpleYaml() declines %s", (_, text) => {
    expect(readSimpleYaml(text, DOCUMENT_LIMITS)).toBeNull();
  });

  it("readSimpleYaml() reads what is written of any data as readYaml() does, or declines", () => {
    const word = fc.constantFrom(
      "a",
      "b c",
      "x: y",
      "- z",
      "# h",
      "'",
      '"',
      "1",
      "true",
      "",
      "l1\nl2",
      "l1\n l2\n",
      "é",
      "a:b",
      "[",
      "{}",
      "!",
      "&a",
      "  ",
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.integer(),
        fc.boolean(),
        fc.array(tie("tree")),
        fc.dictionary(word, tie("tree")),
      ),
    }));
    const style = fc.constantFrom(
      { lineWidth: 0 },
      { lineWidth: 30 },
      { collectionStyle: "flow" as const },
      { defaultStringType: "QUOTE_DOUBLE" as const },
      { defaultStringType: "QUOTE_SINGLE" as const },
      { blockQuote: "folded" as const },
      { indentSeq: false },
    );
    let read = 0;
    const property = fc.property(fc.dictionary(word, tree), style, (data, options) => {
      if (readsAlike(stringify(data, options))) read += 1;
    });
    fc.assert(property, { numRuns: 1500 });
    expect(read).toBeGreaterThan(50);
  });

  it("readSimpleYaml() agrees with readYaml() after any one edit of an example, or declines", () => {
    const texts = [...Object.values(EXAMPLES), ...ANCHORED, ...ANCHORED];
    const piece = fc.constantFrom(
      " ",
      "\n",
      ":",
      "-",
      "- ",
      "#",
      " #",
      "'",
      '"',
      "[",
      "]",
      "{",
      "}",
      ",",
      "|",
      ">",
      "&a",
      "*a",
      "&a ",
      "*a\n",
      "!t",
      "?",
      "---\n",
      "x",
      "  ",
      "\\",
      "",
    );
    const property = fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      piece,
      fc.nat({ max: 3 }),
      (text, at, inserted, removed) => {
        const place = at % text.length;
        readsAlike(text.slice(0, place) + inserted + text.slice(place + removed));
      },
    );
    fc.assert(property, { numRuns: 3000 });
  });

  it.each([
    ["quotes", `a: '${"x".repeat(8_000_000)}'`],
    ["doubled quotes", `a: '${"''".repeat(4_000_000)}'`],
    ["escapes", `a: "${String.raw`\n`.repeat(4_000_000)}"`],
    ["unclosed quotes", `a: '${"''".repeat(4_000_000)}`],
    ["plain text", `a: ${"x ".repeat(4_000_000)}`],
    ["plain text in brackets", `a: [${"x:".repeat(4_000_000)}x]`],
    ["brackets", "[".repeat(8_000_000)],
    ["spaces", `a:${" ".repeat(8_000_000)}`],
    ["empty lines", `a: |\n${"\n".repeat(8_000_000)}`],
    ["comments", "#\n".repeat(4_000_000)],
    ["dashes", "- ".repeat(4_000_000)],
  ])("readSimpleYaml() neither throws nor dwells on eight megabytes of %s", (_, text) => {
    const started = performance.now();
    const roots = readSimpleYaml(text, DOCUMENT_LIMITS);
    expect(roots === null || roots.length <= 1).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
