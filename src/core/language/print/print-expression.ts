import { InvariantError } from "#core/diagnostics";
import { BINARY_OPERATORS } from "../1-parse/words.ts";
import type { CallExpr, Expr, SelectExpr, StructEntry, StructExpr } from "../ast/expr.ts";
import { printConstant } from "./print-constant.ts";

/**
 * The text of a tree, on one line, with no more parentheses than reading it back needs.
 *
 * For trees that were parsed without macros, whose `all`, `has` and the others are still calls: what a macro expands to has no text of its own,
 * so that a comprehension throws `InvariantError`. Chains of `&&` and of `||` are written flat, however they were nested.
 */
export function printExpression(expr: Expr): string {
  return print(expr, LOOSEST);
}

/** How tight an expression binds; what stands inside something tighter needs parentheses. */
const LOOSEST = 0;
const OR = 1;
const AND = 2;
const BINARY = 2;
const UNARY = 6;
const MEMBER = 7;

function print(expr: Expr, least: number): string {
  const text = bare(expr);
  return tightness(expr) < least ? `(${text})` : text;
}

function tightness(expr: Expr): number {
  if (expr.kind === "constant") return isNumber(expr) ? UNARY : MEMBER;
  if (expr.kind !== "call" || expr.target !== undefined) return MEMBER;
  if (expr.function === "_?_:_") return LOOSEST;
  if (expr.function === "_||_") return OR;
  if (expr.function === "_&&_") return AND;
  if (expr.function === "!_" || expr.function === "-_") return UNARY - 1;
  const binary = PRECEDENCES.get(expr.function);
  return binary === undefined ? MEMBER : BINARY + binary.precedence;
}

function isNumber(expr: Expr & { readonly kind: "constant" }): boolean {
  return expr.constant.type === "int" || expr.constant.type === "uint" || expr.constant.type === "double";
}

function bare(expr: Expr): string {
  switch (expr.kind) {
    case "constant":
      return printConstant(expr.constant);
    case "ident":
      return expr.name;
    case "select":
      return printSelect(expr);
    case "call":
      return printCall(expr);
    case "list":
      return `[${expr.elements.map((element, at) => optional(expr.optionalIndices.includes(at)) + print(element, LOOSEST)).join(", ")}]`;
    case "struct":
      return printStruct(expr);
    default:
      throw new InvariantError("print-comprehension", "An expanded macro has no text; parse without macros to print");
  }
}

function printSelect({ operand, field, testOnly }: SelectExpr): string {
  const text = `${print(operand, MEMBER)}.${fieldName(field)}`;
  return testOnly ? `has(${text})` : text;
}

function printCall(expr: CallExpr): string {
  const { target, args } = expr;
  if (target !== undefined) return `${print(target, MEMBER)}.${expr.function}(${printAll(args)})`;
  const [first, second, third] = args;
  if (first === undefined) return `${expr.function}()`;
  if (expr.function === "!_" || expr.function === "-_") return `${expr.function[0]}${print(first, MEMBER)}`;
  if (second === undefined) return `${expr.function}(${print(first, LOOSEST)})`;
  if (third !== undefined && expr.function === "_?_:_") {
    return `${print(first, OR)} ? ${print(second, OR)} : ${print(third, LOOSEST)}`;
  }
  return printInfix(expr, first, second) ?? `${expr.function}(${printAll(args)})`;
}

function printInfix({ function: name }: CallExpr, left: Expr, right: Expr): string | undefined {
  switch (name) {
    case "_||_":
      return `${print(left, OR)} || ${print(right, OR)}`;
    case "_&&_":
      return `${print(left, AND)} && ${print(right, AND)}`;
    case "_[_]":
      return `${print(left, MEMBER)}[${print(right, LOOSEST)}]`;
    case "_[?_]":
      return `${print(left, MEMBER)}[?${print(right, LOOSEST)}]`;
    case "_?._":
      return `${print(left, MEMBER)}.?${right.kind === "constant" && right.constant.type === "string" ? fieldName(right.constant.value) : ""}`;
    default: {
      const operator = PRECEDENCES.get(name);
      if (operator === undefined) return undefined;
      const own = BINARY + operator.precedence;
      return `${print(left, own)} ${operator.text} ${print(right, own + 1)}`;
    }
  }
}

function printAll(exprs: readonly Expr[]): string {
  return exprs.map((expr) => print(expr, LOOSEST)).join(", ");
}

function printStruct({ messageName, entries }: StructExpr): string {
  return `${messageName}{${entries.map(printEntry).join(", ")}}`;
}

function printEntry({ key, value, optional: isOptional }: StructEntry): string {
  const name = key.kind === "field" ? fieldName(key.name) : print(key.expr, LOOSEST);
  return `${optional(isOptional)}${name}: ${print(value, LOOSEST)}`;
}

function optional(isOptional: boolean): "?" | "" {
  return isOptional ? "?" : "";
}

/** A field as it is written after a dot; between backticks where it is no plain name. */
function fieldName(field: string): string {
  return PLAIN_NAME.test(field) && !WORDS.has(field) ? field : `\`${field}\``;
}

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const WORDS: ReadonlySet<string> = new Set(["in", "true", "false", "null"]);

const PRECEDENCES: ReadonlyMap<string, { readonly text: string; readonly precedence: number }> = new Map(
  Array.from(BINARY_OPERATORS, ([text, { name, precedence }]) => [name, { text, precedence }]),
);
