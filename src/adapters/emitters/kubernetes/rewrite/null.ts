import type { Expr } from "#core/language";
import { call, dyn, ident, list, literal, method, NULL } from "../../expressions/trees.ts";

/** Whether the variable of a document, by its name, may hold null. */
export type MayBeNull = (variable: string) => boolean;

/** Functions whose answer is whatever an argument or an element holds. */
const PASSING: ReadonlySet<string> = new Set(["dyn", "value", "orValue", "_[_]", "_?_:_"]);

/** Whether a rewritten expression may answer null. What stands for no expression of its own counts as able to. */
export function mayBeNull(expr: Expr, ofVariable: MayBeNull): boolean {
  if (expr.kind === "constant") return expr.constant.type === "null";
  if (expr.kind === "list" || expr.kind === "struct") return false;
  if (expr.kind === "ident") return expr.name !== "object";
  if (expr.kind === "select") return nullField(expr, ofVariable);
  return expr.kind === "call" ? nullCall(expr, ofVariable) : true;
}

function nullField(expr: Expr & { readonly kind: "select" }, ofVariable: MayBeNull): boolean {
  if (expr.testOnly) return false;
  return expr.operand.kind !== "ident" || expr.operand.name !== "variables" || ofVariable(expr.field);
}

function nullCall({ function: name, target, args }: Expr & { readonly kind: "call" }, ofVariable: MayBeNull): boolean {
  if (!PASSING.has(name)) return false;
  const [first, second, third] = args;
  if (name === "_?_:_") return [second, third].some((branch) => branch === undefined || mayBeNull(branch, ofVariable));
  if (name === "_[_]") return first === undefined || mayBeNull(bodyOfBinding(first) ?? ident("it"), ofVariable);
  if (name === "value") return target === undefined;
  return first === undefined || mayBeNull(first, ofVariable);
}

/** What is computed of the one element in `[value].map(name, body)`, however many such steps come before it. */
function bodyOfBinding(expr: Expr): Expr | undefined {
  return expr.kind === "call" && expr.function === "map" && isSingle(expr.target) ? expr.args[1] : undefined;
}

function isSingle(range: Expr | undefined): boolean {
  if (range?.kind === "list") return range.elements.length === 1;
  return range?.kind === "call" && range.function === "map" && range.args.length === 2 && isSingle(range.target);
}

/** An optional that holds the value unless it is null. */
export function unlessNull(expr: Expr): Expr {
  const behind = expr.kind === "call" && expr.function === "orValue" && isNull(expr.args[0]) ? expr.target : undefined;
  if (behind !== undefined) return behind;
  const it = ident("it");
  const kept = method(list([dyn(expr)]), "filter", it, call("_!=_", it, NULL));
  return call("_[?_]", kept, literal(0));
}

function isNull(expr: Expr | undefined): boolean {
  return expr?.kind === "constant" && expr.constant.type === "null";
}
