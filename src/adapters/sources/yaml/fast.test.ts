import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFast } from "./fast.ts";
import { DEFAULT_LIMITS } from "./problem.ts";
import { splitDocuments } from "./split.ts";
import { readTree } from "./tree.ts";

const ORACLES = process.env.WRIT_ORACLES ?? path.resolve("../shared/oracles");
const CORPORA = ["kyverno-policies", "kyverno-conformance", "gatekeeper-library", "kubescape-cel-vap"];

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

describe("readFast()", () => {
  test.skipIf(!existsSync(ORACLES))(
    "readFast() agrees with the library on every document of the corpora (skipped without the folder oracles)",
    () => {
      let fast = 0;
      let all = 0;
      for (const file of CORPORA.flatMap((corpus) => yamlFiles(path.join(ORACLES, corpus)))) {
        const text = readFileSync(file, "utf8");
        for (const { start, end } of splitDocuments(text)) {
          all++;
          const body = text.slice(start, end);
          const value = readFast(body);
          if (value === undefined) continue;
          fast++;
          expect({ file, value }).toEqual({ file, value: valueOf(body) });
        }
      }
      process.stdout.write(`readFast() answered ${fast} of ${all} documents\n`);
      expect(fast).toBeGreaterThan(all * 0.8);
    },
  );
});

function valueOf(text: string): unknown {
  const tree = readTree(text, 0, DEFAULT_LIMITS);
  return tree.kind === "value" ? tree.value : tree.problems;
}

const TOKENS = [
  ...Array.from("a b: \n :#-[]{},|>'\"&*!?~1"),
  "\n",
  "\n  ",
  "\n    ",
  "- ",
  "a: ",
  "b:\n",
  "key: value\n",
  "- item\n",
  "|-\n",
  "yes",
  "0x1F",
  "1.0",
  ".inf",
  "''",
  '"\\n"',
  '"x"',
  "&a ",
  "*a",
  "<<: ",
  " # c\n",
  "{a: 1}",
  "[a, b]",
  "__proto__: ",
];

const HEADS = ["", "a: ", "b:", "- ", "- c: ", "-", "'d': ", "- - ", "7: ", "# "];
const VALUES = [
  "",
  "|",
  "|-",
  "|+",
  "x",
  "x y",
  "'it''s'",
  '"\\u0041\\n"',
  "[]",
  "{}",
  "[a, 1, [b]]",
  "{a: 1, 'b': x}",
  "x # y",
  "x#y",
  "a:b",
  "-x",
  "yes",
  "010",
  "~",
  "*a",
  "&a x",
  "!!str 1",
  "[a,",
  "{a: }",
  "{a: b, }",
  "  ",
  "? x",
];

describe("readFast() on anything", () => {
  test("readFast() answers nothing or what the library answers (fast is right)", () => {
    let answered = 0;
    const tokens = fc.array(fc.constantFrom(...TOKENS), { maxLength: 24 }).map((parts) => parts.join(""));
    const line = fc.tuple(fc.nat(4), fc.constantFrom(...HEADS), fc.constantFrom(...VALUES));
    const lines = fc
      .array(line, { maxLength: 8 })
      .map((parts) => parts.map(([indent, head, value]) => `${" ".repeat(indent)}${head}${value}\n`).join(""));
    const text = fc.oneof(tokens, lines);
    fc.assert(
      fc.property(text, (body) => {
        const value = readFast(body);
        if (value === undefined) return;
        answered++;
        expect(value).toEqual(valueOf(body));
      }),
      { numRuns: 50_000 },
    );
    process.stdout.write(`readFast() answered ${answered} random texts\n`);
    expect(answered).toBeGreaterThan(100);
  });
});
