import { celEnv, isCelError, parse, plan, type CelInput, type CelResult } from "@bufbuild/cel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "../1-parse/index.ts";
import { writLibraries } from "../functions/index.ts";
import { expressionText, hostileData, type Range } from "../testing/random-expression.ts";
import { createEnvironment } from "../types/environment.ts";
import { DYN } from "../types/type.ts";
import { CelError, Double, Unknown, type Value } from "../values/index.ts";
import type { CheckedExpression } from "../2-check/index.ts";
import { compileExpression, compileGroup, explainExpression, uncheckedExpression, type Scope } from "./index.ts";

const seed = Number(process.env["WRIT_SEED"] ?? Date.now() % 2 ** 31);
const settings = { seed, numRuns: 20_000, interruptAfterTimeLimit: 6_000 };

const environment = createEnvironment({ variables: { x: DYN, y: DYN, e: DYN }, libraries: writLibraries });

function compilable(text: string): CheckedExpression {
  const result = parseExpression(text);
  if (result.kind === "rejected") throw new Error(`\`${text}\` is rejected: ${result.problems[0]?.message}`);
  return uncheckedExpression(result.parsed, environment);
}

function inputs(range: Range): fc.Arbitrary<readonly [string, Scope]> {
  const scope = fc.record({ x: hostileData(range), y: hostileData(range), e: hostileData(range) });
  return fc.tuple(expressionText(range), scope);
}

/** A value without what back ends may differ in: the node that an error names, and the order and number of causes. */
function comparable(value: Value): unknown {
  if (value instanceof CelError) return { error: value.code, message: value.message };
  if (value instanceof Unknown) return "unknown";
  if (Array.isArray(value)) return value.map(comparable);
  return value;
}

describe(`the back ends, with seed ${seed}`, () => {
  it("answer the same at the same cost for any expression and data", () => {
    const property = fc.property(inputs({ full: true }), ([text, scope]) => {
      const checked = compilable(text);
      const [generated, closures] = (["generated", "closures"] as const).map((backend) => {
        const meter = { spent: 0, limit: 100_000 };
        const value = compileExpression(checked, { backend }).evaluate(scope, meter);
        return { value: comparable(value), spent: value instanceof CelError ? 0 : meter.spent };
      });
      expect(generated).toEqual(closures);
    });
    fc.assert(property, settings);
  });

  it("answer the same in a group and in an explanation", () => {
    const property = fc.property(inputs({ full: true }), expressionText({ full: true }), ([text, scope], other) => {
      const checked = compilable(text);
      const alone = compileExpression(checked).evaluate(scope, { spent: 0, limit: 100_000 });
      const answers: Value[] = [];
      compileGroup([compilable(other), checked]).evaluate(scope, { spent: 0, limit: 1_000_000 }, answers);
      expect(comparable(answers[1] ?? null)).toEqual(comparable(alone));
      expect(comparable(explainExpression(checked, scope).value ?? null)).toEqual(comparable(alone));
    });
    fc.assert(property, settings);
  });
});

/**
 * Where the library differs from cel-go and the common range does not keep away: it drops a double negation, and it errs where a value that cannot
 * be a key is looked for in a map, which simply has no such key. (The range keeps away from own keys `constructor` and from `has()` of a null or a
 * list.)
 */
function isKnownDefect(text: string, theirs: CelResult): boolean {
  return text.includes("!(!(") || (text.includes(" in ") && isCelError(theirs));
}

function toInput(value: Value): CelInput {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value instanceof Double) return value.value;
  if (Array.isArray(value)) return value.map(toInput);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, toInput(item)]));
}

function outcomeOf(value: unknown, isError: boolean): string {
  if (isError) return "error";
  return typeof value === "boolean" ? String(value) : "other";
}

describe(`the generated code against another implementation, with seed ${seed}`, () => {
  it("agrees on true, false, error or another value", () => {
    const property = fc.property(inputs({ full: false }), ([text, scope]) => {
      const ours = compileExpression(compilable(text)).evaluate(scope, { spent: 0, limit: 1e9 });
      const bindings = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, toInput(value)]));
      const theirs = plan(celEnv(), parse(text))(bindings);
      if (isKnownDefect(text, theirs)) return;
      expect(outcomeOf(ours, ours instanceof CelError)).toBe(outcomeOf(theirs, isCelError(theirs)));
    });
    fc.assert(property, { ...settings, numRuns: 5_000 });
  });
});
