import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expr } from "../../ast/expr.ts";
import { createEnvironment } from "../../types/environment.ts";
import type { Value } from "../../values/index.ts";
import { compileExpression, uncheckedExpression } from "../index.ts";
import { quote } from "./quote.ts";

const HOSTILE = [
  '"+globalThis.pwned()+"',
  "'];globalThis.pwned=1;//",
  "`${globalThis.pwned=1}`",
  "\u2028globalThis.pwned=1\u2029",
  "</script><script>",
  "*/globalThis.pwned=1/*",
  "\\",
  '\\";globalThis.pwned=1//',
  "\n\r\0",
  "\ud800",
  "__proto__",
  "constructor",
  "x".repeat(100_000),
];

const environment = createEnvironment({});

function evaluate(expr: Expr, scope: Readonly<Record<string, Value>>): Value {
  const parsed = { source: "", expr, ranges: new Map(), macroCalls: new Map() };
  const meter = { spent: 0, limit: 1e9 };
  return compileExpression(uncheckedExpression(parsed, environment), { backend: "generated" }).evaluate(scope, meter);
}

function string(value: string): Expr {
  return { kind: "constant", id: 1, constant: { type: "string", value } };
}

function call(name: string, ...args: readonly Expr[]): Expr {
  return { kind: "call", id: 4, function: name, args };
}

/** Every place in a tree that takes an author's text, with the value that it must yield. */
function expressionsWith(text: string): readonly (readonly [Expr, Readonly<Record<string, Value>>, Value])[] {
  const variable: Expr = { kind: "ident", id: 2, name: "v" };
  const data = Object.fromEntries([[text, text]]);
  const select = { kind: "select", id: 3, operand: variable, field: text } as const;
  return [
    [string(text), {}, text],
    [{ kind: "ident", id: 1, name: text }, Object.fromEntries([[text.replace(/^\./, ""), 7]]), 7],
    [{ ...select, testOnly: false }, { v: data }, text],
    [{ ...select, testOnly: true }, { v: data }, true],
    [call("_[_]", variable, string(text)), { v: data }, text],
    [call("_==_", variable, string(text)), { v: text }, true],
    [call("@in", string(text), variable), { v: data }, true],
    [call("@in", variable, { kind: "list", id: 5, elements: [string(text)], optionalIndices: [] }), { v: text }, true],
  ];
}

function expectHarmless(text: string): void {
  for (const [expr, scope, expected] of expressionsWith(text)) expect(evaluate(expr, scope)).toEqual(expected);
  expect(Object.hasOwn(globalThis, "pwned")).toBe(false);
}

describe("generated code", () => {
  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))(
    "takes %j as data wherever an author can write it",
    (_, text) => {
      expectHarmless(text);
    },
  );

  it("takes any text as data", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...HOSTILE, "'", '"', "`", "\\", "$", "{")).map((parts) => parts.join("").slice(0, 500)),
    );
    fc.assert(
      fc.property(
        texts.filter((text) => text !== ""),
        expectHarmless,
      ),
      { interruptAfterTimeLimit: 5_000, numRuns: 2_000 },
    );
  });
});

describe("quote()", () => {
  it("never lets a text end its literal, a line or a script", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const literal = quote(text);
        expect(JSON.parse(literal)).toBe(text);
        expect(literal).not.toMatch(/[\n\r\u2028\u2029]|<\//);
      }),
    );
  });
});
