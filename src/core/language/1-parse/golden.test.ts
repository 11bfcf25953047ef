import { describe, expect, it } from "vitest";
import { debugString, kindAdorner } from "../testing/debug-string.ts";
import { type GoldenCase, goldenCases, type GoldenSuite } from "../testing/golden.ts";
import { parseExpression } from "./index.ts";

const SUITES: readonly GoldenSuite[] = ["parsing", "checking", "comprehension", "conformance"];

/** Texts that cel-go rejected only because its environment had less syntax or tighter limits. */
const ENVIRONMENT_ERRORS = /unsupported syntax|recursion (limit|depth) exceeded|argument must be a simple name/;

function tree(source: string): string {
  const result = parseExpression(source, { macros: ["standard", "exists-one"] });
  return result.kind === "parsed"
    ? debugString(result.parsed.expr, kindAdorner)
    : result.problems.map((problem) => problem.message).join("\n");
}

function isRejected(golden: GoldenCase): boolean {
  return golden.ast === undefined && !ENVIRONMENT_ERRORS.test(golden.error ?? "");
}

describe.each(SUITES)("the golden trees of the %s suite", (suite) => {
  const cases = goldenCases(suite);
  const accepted = cases.filter((golden) => golden.ast !== undefined);
  const rejected = cases.filter((golden) => isRejected(golden));

  it("parseExpression() builds every one of them", () => {
    const wrong = accepted.filter((golden) => tree(golden.original.expr) !== golden.ast);
    process.stdout.write(`${suite}: ${accepted.length - wrong.length} of ${accepted.length} golden trees\n`);
    expect(wrong.map((golden) => golden.original.expr)).toEqual([]);
    expect(accepted.length).toBeGreaterThan(0);
  });

  it("parseExpression() rejects what cel-go rejects, at a place within the text", () => {
    process.stdout.write(`${suite}: ${rejected.length} texts that must be rejected\n`);
    for (const { original } of rejected) {
      const result = parseExpression(original.expr);
      expect(result.kind, original.expr).toBe("rejected");
      if (result.kind === "parsed") continue;
      expect(result.problems.length).toBeGreaterThan(0);
      for (const { start, end } of result.problems) {
        expect(start <= end && end <= original.expr.length, original.expr).toBe(true);
      }
    }
  });

  it("parseExpression() accepts with all macros and syntax what cel-go lacked", () => {
    const lacking = cases.filter(
      (golden) => /unsupported syntax|simple name/.test(golden.error ?? "") && golden.ast === undefined,
    );
    const texts = lacking.map((golden) => golden.original.expr).filter((text) => !INVALID_ANYWAY.has(text));
    const macros = ["standard", "two-variable", "bindings", "optionals", "math", "proto", "block"] as const;
    expect(texts.filter((text) => parseExpression(text, { macros }).kind === "rejected")).toEqual([]);
  });
});

/** Wrong for a second reason besides the syntax that cel-go's environment lacked. */
const INVALID_ANYWAY: ReadonlySet<string> = new Set(["1.all(2, 3)", "a.`b.c`()"]);
