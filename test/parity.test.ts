import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readActs } from "./parity/acts.ts";
import { createJudge } from "./parity/judge.ts";
import { renderTable } from "./parity/table.ts";

const ACTS = readActs();
const LEAST_ACTS = 120;
const LEAST_EXPRESSIONS = 3;

describe("spec/parity", () => {
  const judge = createJudge();

  it("holds many acts, each in several expressions", () => {
    expect(ACTS.length).toBeGreaterThanOrEqual(LEAST_ACTS);
    const poor = ACTS.filter(({ expressions }) => expressions.length < LEAST_EXPRESSIONS);
    expect(poor.map(({ name }) => name)).toEqual([]);
  });

  it.each(ACTS)("gives one verdict of $name, whatever it is expressed in", (act) => {
    const judgements = act.expressions.map((expression) => [expression.file, judge(act, expression)] as const);
    const [first] = judgements;
    const agreed = { verdicts: first?.[1].verdicts, troubles: [] };
    expect(Object.fromEntries(judgements)).toEqual(Object.fromEntries(judgements.map(([file]) => [file, agreed])));
    expect(agreed.verdicts).toMatchObject(act.verdicts);
  });
});

it("docs/parity.md shows the acts as they are", () => {
  expect(readFileSync(join(import.meta.dirname, "../docs/parity.md"), "utf8")).toBe(renderTable(ACTS));
});
