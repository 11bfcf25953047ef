import type { CallExpr, ComprehensionExpr, Expr } from "../../ast/expr.ts";
import type { LoopKind } from "./node.ts";

/** What a comprehension was before the macro expanded: a loop of a known kind, or a binding. */
export type ComprehensionShape =
  | { readonly kind: "bind" }
  | { readonly kind: LoopKind; readonly filter: Expr | undefined; readonly body: Expr };

/** Recognises the expansions of the standard macros and of `cel.bind`; `undefined` for every other comprehension. */
export function shapeOf(expr: ComprehensionExpr): ComprehensionShape | undefined {
  if (isBinding(expr)) return { kind: "bind" };
  return quantifierOf(expr) ?? counterOf(expr) ?? builderOf(expr);
}

function isBinding({ iterRange, loopCondition, loopStep, accuVar }: ComprehensionExpr): boolean {
  const isEmpty = iterRange.kind === "list" && iterRange.elements.length === 0;
  return isEmpty && isBool(loopCondition, false) && isIdent(loopStep, accuVar);
}

function quantifierOf(expr: ComprehensionExpr): ComprehensionShape | undefined {
  const { accuInit, accuVar, loopCondition, loopStep, result } = expr;
  if (loopCondition.kind !== "call" || loopCondition.function !== "@not_strictly_false") return undefined;
  const [condition] = loopCondition.args;
  if (condition === undefined || !isIdent(result, accuVar)) return undefined;
  if (isBool(accuInit, true) && isIdent(condition, accuVar)) return quantifier("all", "_&&_", loopStep, accuVar);
  const [negated] = argumentsOf(condition, "!_", 1);
  if (!isBool(accuInit, false) || !isIdent(negated, accuVar)) return undefined;
  return quantifier("exists", "_||_", loopStep, accuVar);
}

function quantifier(kind: LoopKind, operator: string, step: Expr, accuVar: string): ComprehensionShape | undefined {
  const [accu, body] = argumentsOf(step, operator, 2);
  return isIdent(accu, accuVar) && body !== undefined ? { kind, filter: undefined, body } : undefined;
}

function counterOf({
  accuInit,
  accuVar,
  loopCondition,
  loopStep,
  result,
}: ComprehensionExpr): ComprehensionShape | undefined {
  const [body, counted, otherwise] = argumentsOf(loopStep, "_?_:_", 3);
  if (body === undefined || !isBool(loopCondition, true) || !isInt(accuInit, 0n)) return undefined;
  const [accu, one] = argumentsOf(counted, "_+_", 2);
  const [total, wanted] = argumentsOf(result, "_==_", 2);
  const names = [accu, otherwise, total];
  if (!names.every((name) => isIdent(name, accuVar)) || !isInt(one, 1n) || !isInt(wanted, 1n)) return undefined;
  return { kind: "existsOne", filter: undefined, body };
}

function builderOf({
  accuInit,
  accuVar,
  loopCondition,
  loopStep,
  result,
}: ComprehensionExpr): ComprehensionShape | undefined {
  if (!isBool(loopCondition, true) || !isIdent(result, accuVar)) return undefined;
  const [filter, filtered, otherwise] = argumentsOf(loopStep, "_?_:_", 3);
  if (filter !== undefined && !isIdent(otherwise, accuVar)) return undefined;
  const step = filtered ?? loopStep;
  if (isEmptyList(accuInit)) return listStep(step, accuVar, filter);
  return isEmptyMap(accuInit) ? mapStep(step, accuVar, filter) : undefined;
}

function listStep(step: Expr, accuVar: string, filter: Expr | undefined): ComprehensionShape | undefined {
  const [accu, added] = argumentsOf(step, "_+_", 2);
  if (!isIdent(accu, accuVar) || added?.kind !== "list" || added.optionalIndices.length > 0) return undefined;
  const [body, ...others] = added.elements;
  return body === undefined || others.length > 0 ? undefined : { kind: "list", filter, body };
}

function mapStep(step: Expr, accuVar: string, filter: Expr | undefined): ComprehensionShape | undefined {
  if (step.kind !== "call" || step.function !== "cel.@mapInsert" || !isIdent(step.args[0], accuVar)) return undefined;
  const [, first, second] = step.args;
  if (second === undefined) return first === undefined ? undefined : { kind: "mapEntries", filter, body: first };
  return { kind: "map", filter, body: second };
}

const NO_ARGUMENTS: readonly Expr[] = [];

function argumentsOf(expr: Expr | undefined, name: string, count: number): CallExpr["args"] {
  const matches = expr?.kind === "call" && expr.function === name && expr.args.length === count;
  return matches ? expr.args : NO_ARGUMENTS;
}

function isIdent(expr: Expr | undefined, name: string): boolean {
  return expr?.kind === "ident" && expr.name === name;
}

function isBool(expr: Expr, value: boolean): boolean {
  return expr.kind === "constant" && expr.constant.type === "bool" && expr.constant.value === value;
}

function isInt(expr: Expr | undefined, value: bigint): boolean {
  return expr?.kind === "constant" && expr.constant.type === "int" && expr.constant.value === value;
}

function isEmptyList(expr: Expr): boolean {
  return expr.kind === "list" && expr.elements.length === 0;
}

function isEmptyMap(expr: Expr): boolean {
  return expr.kind === "struct" && expr.messageName === "" && expr.entries.length === 0;
}
