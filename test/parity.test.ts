import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readActs } from "./parity/acts.ts";
import { createJudge } from "./parity/judge.ts";
import { renderTable } from "./parity/table.ts";

const ACTS = readActs();
const LEAST_ACTS = 13;
const LEAST_EXPRESSIONS = 3;

describe("spec/parity", () => {
  const judge = createJudge();

  it("holds many acts, each in several expressions", () => {
    expect(ACTS.length).toBeGreaterThanOrEqual(LEAST_ACTS);
    const poor = ACTS.filter(({ expressions }) => expressions.length < LEAST_EXPRESSIONS);
    expect(poor.map(({ name }) => name)).toEqual([]);
  });

  for (const act of ACTS) {
    it.each(act.expressions)(`gives one verdict of ${act.name}, whatever it is expressed in: $file`, (expression) => {
      expect(judge(act, expression)).toEqual({ verdicts: act.verdicts, troubles: [] });
    });
  }
});

it("docs/parity.md shows the acts as they are", () => {
  expect(readFileSync(join(import.meta.dirname, "../docs/parity.md"), "utf8")).toBe(renderTable(ACTS));
});
