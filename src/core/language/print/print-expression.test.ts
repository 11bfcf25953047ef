import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkExpression,
  compileExpression,
  createEnvironment,
  DYN,
  parseExpression,
  writLibraries,
} from "../index.ts";
import type { Expr } from "../ast/expr.ts";
import { expressionText, hostileData } from "../testing/random-expression.ts";
import type { Value } from "../values/index.ts";
import { printExpression } from "./print-expression.ts";

const VARIABLES = { x: DYN, y: DYN, e: DYN };
const ENVIRONMENT = createEnvironment({ libraries: writLibraries, variables: VARIABLES });

function parseAsWritten(source: string): Expr {
  const result = parseExpression(source, { macros: [] });
  if (result.kind === "rejected") throw new Error(`${source}: ${JSON.stringify(result.problems)}`);
  return result.parsed.expr;
}

function evaluate(source: string, data: Value): unknown {
  const parsed = parseExpression(source);
  if (parsed.kind === "rejected") return "rejected";
  const checked = checkExpression(parsed.parsed, ENVIRONMENT);
  if (checked.kind === "rejected") return "refused";
  return compileExpression(checked.checked).evaluate({ x: data, y: 1, e: "a" }, { spent: 0, limit: 100_000 });
}

describe("printExpression()", () => {
  it.each([
    "a || b && !c ? [1, ?d] : {'k': 2u, ?x: -1}",
    "(a || b) && c",
    "a - (b - c) - d",
    "-(1) + (-1).size() + (1).size()",
    "!(!a)",
    "(a ? b : c) ? d : e",
    "has(a.b) && a.?b[?'c'].orValue(1.0)",
    "list.all(x, x.`odd-name` in ['\\u2028', b'a'])",
    "Message{field: 1}.field",
    "'a\\\\\"\\n' + r'\\d'",
    "1.5e300 < 2.0",
  ])("writes `%s` so that it is read back as the same tree", (source) => {
    const tree = parseAsWritten(source);
    expect(withoutIds(parseAsWritten(printExpression(tree)))).toEqual(withoutIds(tree));
  });

  it("writes no parentheses that reading back does not need", () => {
    expect(printExpression(parseAsWritten("((a) || (b)) || ((c) && (d))"))).toBe("a || b || c && d");
    expect(printExpression(parseAsWritten("(a * b) + ((c).d)"))).toBe("a * b + c.d");
  });

  it("refuses what a macro expanded to, since that is not how it was written", () => {
    const expanded = parseExpression("[1].all(x, x > 0)");
    expect(() => expanded.kind === "parsed" && printExpression(expanded.parsed.expr)).toThrow("parse without macros");
  });

  it("gives text that prints as itself and means the same, whatever the expression", () => {
    fc.assert(
      fc.property(expressionText({ full: true }), hostileData({ full: true }), (source, data) => {
        const printed = printExpression(parseAsWritten(source));
        expect(printExpression(parseAsWritten(printed))).toBe(printed);
        expect(evaluate(printed, data)).toEqual(evaluate(source, data));
      }),
      { numRuns: 400 },
    );
  });
});

function withoutIds(expr: Expr): unknown {
  return JSON.parse(
    JSON.stringify(expr, (key, value: unknown) =>
      key === "id" ? undefined : typeof value === "bigint" ? String(value) : value,
    ),
  );
}
