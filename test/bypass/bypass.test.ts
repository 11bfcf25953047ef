import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openJudge, SPEC, type Asked } from "./judge.ts";

type Case = Asked & { readonly verdict: "deny" | "hold"; readonly finds?: string };

const judge = await openJudge();
interface Suite {
  readonly cases: readonly Case[];
  readonly scripts: readonly string[];
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}

const evasions = folder("evasions").flatMap(({ cases }) => cases);
const ordinary = folder("ordinary").flatMap(({ scripts }) => scripts);
const gaps = load("known-gaps.yaml");

function isGap(asked: Asked): boolean {
  return "script" in asked && gaps.allowed.includes(asked.script);
}

function titleOf(asked: Asked): string {
  if ("script" in asked) return asked.script;
  return "words" in asked ? asked.words.join(" ") : asked.statements;
}

function folder(name: string): readonly Suite[] {
  return readdirSync(join(SPEC, name)).map((file) => load(join(name, file)));
}

function load(file: string): Suite {
  return parse(readFileSync(join(SPEC, file), "utf8"));
}

describe("spec/bypass", () => {
  const stopped = evasions.filter((one) => !isGap(one));

  it("has enough of both kinds to tell something", () => {
    expect(evasions.length).toBeGreaterThanOrEqual(200);
    expect(new Set(ordinary).size).toBeGreaterThanOrEqual(500);
  });

  it.each(stopped.map((one) => [titleOf(one), one] as const))("does not let through %s", (_, one) => {
    const { verdict, finds } = one;
    const { effect, found } = judge(one);
    expect(effect).toBe(verdict);
    if (finds !== undefined) expect(found).toContain(finds);
  });

  it("lets ordinary commands through, all but those that are listed", () => {
    const refused = ordinary.filter((script) => judge({ script }).effect !== "allow");
    process.stdout.write(`${refused.length} of ${ordinary.length} ordinary commands are not allowed\n`);
    expect(refused.toSorted()).toEqual(gaps.refused.toSorted());
  });

  it("still lets through the evasions that are listed as gaps", () => {
    expect(gaps.allowed.filter((script) => judge({ script }).effect !== "allow")).toEqual([]);
  });
});

describe("what stands around a script", () => {
  const scripts = evasions.flatMap((one) => ("script" in one && !isGap(one) ? [one.script] : []));
  const script = fc.constantFrom(...scripts.slice(0, 120));
  const around = fc.constantFrom<(text: string) => string>(
    (text) => `  ${text}  `,
    (text) => `{ ${text}\n}`,
    (text) => `(${text}\n)`,
    (text) => `ls; ${text}`,
    (text) => `if true; then ${text}\nfi`,
    (text) => `f() { ${text}\n}; f`,
    (text) => `echo "$(${text}\n)"`,
    (text) => `while true; do ${text}\ndone`,
    (text) => `eval '${text.replaceAll("'", String.raw`'\''`)}'`,
  );

  it("never makes an allowed act of one that is not", () => {
    fc.assert(
      fc.property(script, around, around, (text, inner, outer) => {
        expect(judge({ script: outer(inner(text)) }).effect).not.toBe("allow");
      }),
      { numRuns: 150 },
    );
  });
});
