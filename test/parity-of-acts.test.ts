import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openActJudge, type Expressed } from "./parity/judge-acts.ts";

const SPEC = join(import.meta.dirname, "../spec/parity-of-acts");

interface Act {
  readonly title: string;
  readonly verdict: string;
  readonly expressions: readonly (Expressed & { readonly verdict?: string; readonly because?: string })[];
}

const judge = await openActJudge(join(SPEC, "policy.yaml"));
const acts = readdirSync(SPEC)
  .filter((file) => file.endsWith(".yaml") && file !== "policy.yaml")
  .map((file): Act => parse(readFileSync(join(SPEC, file), "utf8")));

describe("spec/parity-of-acts", () => {
  it.each(acts)("gives one verdict whatever says that $title", ({ verdict, expressions }) => {
    const told = expressions.map((one) => [JSON.stringify(one), judge(one)]);
    expect(told).toEqual(expressions.map((one) => [JSON.stringify(one), one.verdict ?? verdict]));
  });

  it("lets less be allowed where less is said, and never more, and says why", () => {
    const others = acts.flatMap(({ expressions }) => expressions.filter((one) => one.verdict !== undefined));
    expect(others.length).toBeGreaterThan(0);
    for (const { verdict, because } of others) expect([verdict === "allow", typeof because]).toEqual([false, "string"]);
  });

  it("says each act in several ways", () => {
    expect(acts.length).toBeGreaterThanOrEqual(9);
    const poor = acts.filter(({ expressions }) => new Set(expressions.map((one) => Object.keys(one)[0])).size < 2);
    expect(poor.map(({ title }) => title)).toEqual([]);
  });
});
