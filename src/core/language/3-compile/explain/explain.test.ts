import { describe, expect, it } from "vitest";
import { parseExpression } from "../../1-parse/index.ts";
import { writLibraries } from "../../functions/index.ts";
import { createEnvironment } from "../../types/environment.ts";
import { DYN } from "../../types/type.ts";
import { CelError, type Value } from "../../values/index.ts";
import { explainExpression, uncheckedExpression, type Explanation, type Scope } from "../index.ts";

const environment = createEnvironment({ variables: { a: DYN }, libraries: writLibraries });

function explain(text: string, scope: Scope): Explanation {
  const result = parseExpression(text);
  if (result.kind === "rejected") throw new Error(result.problems[0]?.message);
  return explainExpression(uncheckedExpression(result.parsed, environment), scope);
}

/** Every part as `text = value`, in the order of the tree; a part that was never evaluated stands alone. */
function lines(explanation: Explanation): readonly string[] {
  const { text, value, children, iterations = [] } = explanation;
  const own = value === undefined ? text : `${text} = ${show(value)}`;
  const visits = iterations.flatMap(({ variables, body }) => [
    `[${Object.entries(variables)
      .map(([name, item]) => `${name}=${show(item)}`)
      .join(", ")}]`,
    ...lines(body),
  ]);
  return [own, ...children.flatMap(lines), ...visits];
}

function show(value: Value): string {
  return value instanceof CelError ? value.code : JSON.stringify(value);
}

describe("explainExpression()", () => {
  it("gives every part its value, and none to what was cut short", () => {
    expect(lines(explain("a.b == 1 && a.c == 2", { a: { b: 3 } }))).toEqual([
      "a.b == 1 && a.c == 2 = false",
      "a.b == 1 = false",
      "a.b = 3",
      'a = {"b":3}',
      "1 = 1",
      "a.c == 2",
      "a.c",
      "a",
      "2",
    ]);
  });

  it("shows a macro as it was written, with one entry for each element that it visited", () => {
    expect(lines(explain("a.exists(x, x > 1)", { a: [1, 2, 3] }))).toEqual([
      "a.exists(x, x > 1) = true",
      "a = [1,2,3]",
      "[x=1]",
      "x > 1 = false",
      "x = 1",
      "1 = 1",
      "[x=2]",
      "x > 1 = true",
      "x = 2",
      "1 = 1",
    ]);
  });

  it("keeps the visits of a nested macro apart", () => {
    const all = lines(explain("a.all(x, x.all(y, y < 3))", { a: [[1], [2, 3]] }));
    expect(all.filter((line) => line.startsWith("y < 3"))).toEqual(["y < 3 = true", "y < 3 = true", "y < 3 = false"]);
    expect(all.filter((line) => line.startsWith("x.all"))).toEqual([
      "x.all(y, y < 3) = true",
      "x.all(y, y < 3) = false",
    ]);
  });

  it("shows a filter and a value below the macro that has both", () => {
    const [first, second] = explain("a.map(x, x > 1, x * 2)", { a: [1, 2] }).iterations ?? [];
    expect(first?.body.children.map(({ text, value }) => [text, value])).toEqual([
      ["x > 1", false],
      ["x * 2", undefined],
    ]);
    expect(second?.body.children.map(({ value }) => value)).toEqual([true, 4]);
  });

  it("shows the parts of has(), cel.bind() and two-variable macros", () => {
    expect(lines(explain("has(a.b)", { a: {} }))).toEqual(["has(a.b) = false", "a.b", "a = {}"]);
    expect(lines(explain("cel.bind(t, a + 1, t * t)", { a: 1 }))).toEqual([
      "cel.bind(t, a + 1, t * t) = 4",
      "a + 1 = 2",
      "a = 1",
      "1 = 1",
      "t * t = 4",
      "t = 2",
      "t = 2",
    ]);
    const [visit] = explain("a.all(k, v, v > 0)", { a: { key: 1 } }).iterations ?? [];
    expect(visit?.variables).toEqual({ k: "key", v: 1 });
  });

  it("carries errors to where they were absorbed", () => {
    expect(lines(explain("a.x || true", { a: {} }))).toEqual([
      "a.x || true = true",
      "a.x = no-such-key",
      "a = {}",
      "true = true",
    ]);
  });

  it("records at most 1000 visits and stays within the budget of an expression", () => {
    const list = Array.from({ length: 5000 }, (_, at) => at);
    expect(explain("a.all(x, x >= 0)", { a: list })).toMatchObject({ value: true });
    expect(explain("a.all(x, x >= 0)", { a: list }).iterations).toHaveLength(1000);
    expect(explain("a.all(x, a.all(y, x + y >= 0))", { a: list }).value).toMatchObject({ code: "cost-exceeded" });
  });
});
