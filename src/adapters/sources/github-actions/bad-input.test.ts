import { describe, expect, it, test } from "vitest";
import { readSource } from "../detect.ts";

interface Told {
  readonly codes: readonly string[];
  readonly places: readonly string[];
  readonly ids: readonly string[];
}

function read(content: string | Uint8Array): Told & { readonly unresolved: number } {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { format, diagnostics, changes, unresolved } = readSource({ file: "r/.github/workflows/ci.yml", bytes });
  expect(format).toBe("github-actions");
  expect(diagnostics.every(({ hint, severity }) => hint !== undefined && severity === "error")).toBe(true);
  return {
    codes: diagnostics.map(({ code }) => code),
    places: diagnostics.map(({ span }) => (span ? `${span.start.line}:${span.start.column}` : "none")),
    ids: changes.map(({ after }) => after?.id ?? ""),
    unresolved: unresolved.length,
  };
}

const HEAD = "on: push\njobs:\n";
const BOMB = "abcdefghij"
  .split("")
  .map((name, index, names) => {
    const item = index === 0 ? "x" : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
  })
  .join("\n");

const BAD: readonly (readonly [string, string | Uint8Array, string, string])[] = [
  ["a text that ends in quotes", `${HEAD}  a: { name: "b`, "yaml-syntax", "3:16"],
  ["indentation that fits nowhere", `${HEAD}  a:\n    b: 1\n   c: 2\n`, "yaml-syntax", "5:1"],
  ["a tab for indentation", `${HEAD}\ta: {}\n`, "yaml-syntax", "3:1"],
  ["a key twice", `${HEAD}  a: {}\n  a: {}\n`, "duplicate-key", "4:3"],
  ["a merge key", `x: &x { b: 1 }\n${HEAD}  a:\n    <<: *x\n`, "merge-key", "5:5"],
  ["an alias of nothing", `${HEAD}  a: *nothing\n`, "unknown-alias", "3:6"],
  ["aliases that stand for too much", `${BOMB}\n${HEAD}`, "alias-limit", "6:8"],
  ["a tag", `${HEAD}  a: !!binary eA==\n`, "unsupported-tag", "3:15"],
  ["a list for a key", `${HEAD}  ? [a]\n  : b\n`, "unsupported-key", "3:5"],
  ["two documents", `${HEAD}  a: {}\n---\nx: 1\n`, "hidden-document", "4:1"],
  ["a list", "- a\n", "github-actions-invalid", "1:1"],
  ["nothing but a comment", "# nothing\n", "github-actions-invalid", "1:1"],
  ["nesting without end", `${HEAD}  a: ${"[".repeat(50_000)}`, "too-deep", "1:1"],
  ["deep nesting", `${HEAD}  a: ${"[".repeat(300)}${"]".repeat(300)}`, "too-deep", "3:261"],
  ["a character that readers disagree about", `${HEAD}  a: "\u2028"\n`, "treacherous-character", "3:7"],
  ["a zero byte", `${HEAD}  a: "\0"\n`, "binary-input", "none"],
  ["nothing", "", "empty-input", "none"],
  ["50 MiB", new Uint8Array(50 * 1024 * 1024).fill(0x20), "input-too-large", "none"],
];

describe("a workflow that is not in order", () => {
  test.each(BAD)("is not read with %s", (_, content, code, place) => {
    const { codes, places, ids } = read(content);
    expect({ codes, places, ids }).toEqual({ codes: [code], places: [place], ids: [] });
  });

  test.each([
    ["jobs that are a list", "on: push\njobs: []\n", ["workflow"], "2:1"],
    ["no jobs", "on: push\n", ["workflow"], "1:1"],
    ["a job that is none", `${HEAD}  a: 1\n  b: {}\n`, ["workflow", "jobs.b"], "3:3"],
    ["steps that are none", `${HEAD}  a: { steps: x }\n`, ["workflow", "jobs.a"], "3:8"],
    [
      "a step that is none",
      `${HEAD}  a:\n    steps:\n      - run: x\n      - x\n`,
      ["workflow", "jobs.a", "jobs.a.steps.1"],
      "6:9",
    ],
  ])("loses nothing but %s", (_, text, ids, place) => {
    expect(read(text)).toEqual({ codes: ["github-actions-invalid"], places: [place], ids, unresolved: 1 });
  });

  it("says nothing of what it could not read", () => {
    const secret = "hunter2hunter2";
    for (const text of [
      `${HEAD}  ${secret}: {}\n  ${secret}: {}\n`,
      `${HEAD}  a: !${secret} x\n`,
      `${HEAD}  a: "${secret}`,
    ]) {
      const { diagnostics } = readSource({ file: ".github/workflows/a.yml", bytes: new TextEncoder().encode(text) });
      expect(diagnostics).not.toEqual([]);
      expect(JSON.stringify(diagnostics)).not.toContain(secret);
    }
  });

  it("takes names that JavaScript treats in its own way for names, and numbers for themselves", () => {
    const text = `${HEAD}  __proto__: { timeout-minutes: 9223372036854775807, runs-on: 0o17 }\n  constructor: { env: { A: 1.0, B: null, C: no } }\n`;
    const { changes } = readSource({ file: "a.yml", bytes: new TextEncoder().encode(text) });
    expect(changes.map(({ after }) => after?.id)).toEqual(["workflow", "jobs.__proto__", "jobs.constructor"]);
    expect(changes[1]?.after?.native).toMatchObject({ "timeout-minutes": 9223372036854775807n, "runs-on": 15 });
    expect(changes[2]?.after?.native).toMatchObject({ env: { B: null, C: "no" } });
  });
});
