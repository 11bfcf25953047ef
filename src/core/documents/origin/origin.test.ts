import fc from "fast-check";
import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { createLineIndex } from "#core/diagnostics";
import { DOCUMENT_LIMITS } from "../read/limits.ts";
import { readYaml } from "../read/read-yaml.ts";
import type { Origin } from "../types/index.ts";
import { createOrigin } from "./origin.ts";

interface Opened {
  readonly origin: Origin;
  readonly value: string;
}

/** The origin of a one-document text, and the string at its key `e`. */
function open(text: string): Opened {
  const lines = createLineIndex("f.yaml", text);
  const [root] = readYaml(text, lines, DOCUMENT_LIMITS).roots;
  if (root?.kind !== "map") throw new Error("a map is expected");
  const node = root.entries.get("e")?.value;
  if (node?.kind !== "scalar" || typeof node.value !== "string") throw new Error("text is expected");
  return { origin: createOrigin({ file: "f.yaml", text, lines, roots: () => [root] }, 0), value: node.value };
}

/** The stretch of the file that stands for `part` of the string at `e`, as text and place. */
function written(text: string, part: string): string {
  const { origin, value } = open(text);
  const start = value.indexOf(part);
  expect(start, `${JSON.stringify(part)} in ${JSON.stringify(value)}`).toBeGreaterThanOrEqual(0);
  const span = origin.within(["e"], start, start + part.length);
  return `${span.start.line}:${span.start.column} ${text.slice(span.start.offset, span.end.offset)}`;
}

const STYLES = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

describe("Origin.within()", () => {
  it.each<[string, string, string, string]>([
    ["a plain scalar", "e: aa && bad", "bad", "1:10 bad"],
    ["a plain scalar over two lines", "e: aa &&\n   bad", "bad", "2:4 bad"],
    ["a fold inside a plain scalar", "e: aa &&\n   bad", "&& bad", "1:7 &&\n   bad"],
    ["single quotes", "e: 'aa && bad'", "bad", "1:11 bad"],
    ["a doubled single quote", "e: 'x == ''y'' && bad'", "bad", "1:19 bad"],
    ["a doubled single quote itself", "e: 'x == ''y'' && bad'", "'y'", "1:10 ''y''"],
    ["double quotes", 'e: "aa && bad"', "bad", "1:11 bad"],
    ["escapes in double quotes", String.raw`e: "x == \"y\" && \u0062ad"`, "bad", String.raw`1:19 \u0062ad`],
    ["an escape of an astral character", String.raw`e: "\U0001F600 bad"`, "bad", "1:16 bad"],
    ["a tab escape", String.raw`e: "a\tbad"`, "bad", "1:8 bad"],
    ["an escaped line break", 'e: "aa \\\n   bad"', "bad", "2:4 bad"],
    ["a fold in double quotes", 'e: "aa\n   bad"', "bad", "2:4 bad"],
    ["a literal block", "e: |\n  aa &&\n  bad\n", "bad", "3:3 bad"],
    ["a literal block with more indentation", "e: |\n  aa &&\n    bad\n", "bad", "3:5 bad"],
    ["a literal block without final newline", "e: |-\n  aa &&\n  bad", "bad", "3:3 bad"],
    ["a literal block with a comment in its header", "e: |+2 # note\n  aa\n  bad\n\n", "bad", "3:3 bad"],
    ["a literal block with an empty line", "e: |\n  aa &&\n\n  bad\n", "bad", "4:3 bad"],
    ["a folded block", "e: >\n  aa &&\n  bad\n", "bad", "3:3 bad"],
    ["a folded block without final newline", "e: >-\n  aa &&\n\n  bad", "bad", "4:3 bad"],
    ["a folded block with more indentation", "e: >\n  aa\n    bb\n  bad\n", "bad", "4:3 bad"],
    ["CRLF in a literal block", "e: |\r\n  aa &&\r\n  bad\r\n", "bad", "3:3 bad"],
    ["CRLF in a folded block", "e: >\r\n  aa &&\r\n  bad\r\n", "bad", "3:3 bad"],
    ["CRLF in double quotes", 'e: "aa\r\n  bad"', "bad", "2:3 bad"],
    ["tabs inside a line", "e: |\n  aa\t&& bad\n", "bad", "2:9 bad"],
    ["characters beyond the basic plane", "e: '😀 bad'", "bad", "1:8 bad"],
    ["a byte order mark", "\uFEFFe: aa bad", "bad", "1:8 bad"],
    ["an anchor", "e: &x aa bad", "bad", "1:10 bad"],
    ["an anchored block", "e: &x |\n  aa\n  bad\n", "bad", "3:3 bad"],
  ])("Origin.within() finds its way through %s", (_, text, part, expected) => {
    expect(written(text, part)).toBe(expected);
  });

  it("Origin.within() answers a place inside the scalar for any offsets", () => {
    const text = "e: |\n  aa\nf: 1\n";
    const { origin } = open(text);
    for (const [start, end] of [
      [-5, 100],
      [2, 2],
      [3, 3],
      [100, 200],
      [2, 1],
    ] as const) {
      const span = origin.within(["e"], start, end);
      expect(span.start.offset).toBeGreaterThanOrEqual(3);
      expect(span.end.offset).toBeGreaterThanOrEqual(span.start.offset);
      expect(span.end.offset).toBeLessThanOrEqual(11);
    }
  });

  it("Origin.within() maps every visible character to itself, however a value is written", () => {
    const character = fc.constantFrom(
      "a",
      "b",
      " ",
      " ",
      "\n",
      "'",
      '"',
      "\\",
      "#",
      ":",
      "\t",
      "é",
      "😀",
      "|",
      ">",
      "-",
    );
    const style = fc.constantFrom(...STYLES);
    const property = fc.property(fc.array(character), style, fc.integer({ min: 20, max: 60 }), (parts, type, width) => {
      const text = stringify({ e: `x${parts.join("")}y` }, { defaultStringType: type, lineWidth: width });
      const { origin, value } = open(text);
      for (let index = 0; index < value.length; index++) {
        if (/[\s\ud800-\udfff]/.test(value[index] ?? "")) continue;
        const { start, end } = origin.within(["e"], index, index + 1);
        const source = text.slice(start.offset, end.offset);
        expect([value[index], `\\${value[index] ?? ""}`, "''"]).toContain(source);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });
});

const TEXT = "a:\n  b: [1, two]\n  c:\n";

function origin(): Origin {
  const lines = createLineIndex("f.yaml", TEXT);
  const [root] = readYaml(TEXT, lines, DOCUMENT_LIMITS).roots;
  if (root === undefined) throw new Error("a document is expected");
  return createOrigin({ file: "f.yaml", text: TEXT, lines, roots: () => [root] }, 0);
}

function slice(path: readonly (string | number)[]): string {
  const { start, end } = origin().at(path);
  return `${start.line}:${start.column} ${TEXT.slice(start.offset, end.offset)}`;
}

describe("Origin.at()", () => {
  it("Origin.at() finds values, items and what has no value", () => {
    expect(slice(["a", "b"])).toBe("2:6 [1, two]");
    expect(slice(["a", "b", 1])).toBe("2:10 two");
    expect(slice(["a", "c"])).toBe("3:5 ");
  });

  it("Origin.at() answers the nearest enclosing place for what is not in the text", () => {
    expect(origin().at(["a", "b", 7, "x"])).toEqual(origin().at(["a", "b"]));
    expect(origin().at(["constructor"])).toEqual(origin().span);
    expect(origin().within(["a", "zzz"], 1, 2)).toEqual(origin().at(["a"]));
  });
});
