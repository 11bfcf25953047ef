import type { Expr } from "#core/language";
import { bool, call, text } from "../../expressions/trees.ts";

/** The value of a constant bool; undefined for every other expression. */
export function truthOf(expr: Expr): boolean | undefined {
  return expr.kind === "constant" && expr.constant.type === "bool" ? expr.constant.value : undefined;
}

/** An operator or function applied to its arguments, computed where they say enough; never where an error could be lost. */
export function applyFolded(name: string, args: readonly Expr[]): Expr {
  const [first, second] = args;
  if (first === undefined) return call(name, ...args);
  const truth = truthOf(first);
  if (name === "!_") return truth === undefined ? negated(first) : bool(!truth);
  if (second === undefined) return call(name, ...args);
  return foldPair(name, first, second) ?? call(name, ...args);
}

function negated(operand: Expr): Expr {
  const isNegation = operand.kind === "call" && operand.function === "!_";
  return (isNegation ? operand.args[0] : undefined) ?? call("!_", operand);
}

function foldPair(name: string, left: Expr, right: Expr): Expr | undefined {
  if (name === "_||_") return foldLogic(left, right, false);
  if (name === "_&&_") return foldLogic(left, right, true);
  if (name === "_+_") return joinTexts(left, right);
  if (name === "@in" && isEmptyList(right)) return bool(false);
  if (name !== "_==_" && name !== "_!=_") return undefined;
  const same = sameConstant(left, right);
  return same === undefined ? undefined : bool(same === (name === "_==_"));
}

function joinTexts(left: Expr, right: Expr): Expr | undefined {
  if (left.kind !== "constant" || right.kind !== "constant") return undefined;
  if (left.constant.type !== "string" || right.constant.type !== "string") return undefined;
  return text(left.constant.value + right.constant.value);
}

/** `neutral` is what changes nothing; the other value decides. */
function foldLogic(left: Expr, right: Expr, neutral: boolean): Expr | undefined {
  const truths = [truthOf(left), truthOf(right)];
  if (truths.includes(!neutral)) return bool(!neutral);
  if (truths[0] === neutral) return right;
  return truths[1] === neutral ? left : undefined;
}

function sameConstant(left: Expr, right: Expr): boolean | undefined {
  if (left.kind !== "constant" || right.kind !== "constant") return undefined;
  if (left.constant.type !== right.constant.type || !("value" in left.constant && "value" in right.constant))
    return undefined;
  return typeof left.constant.value === "object" ? undefined : left.constant.value === right.constant.value;
}

/** Whether an expression is the literal of an empty list. */
export function isEmptyList(expr: Expr): boolean {
  return expr.kind === "list" && expr.elements.length === 0;
}

/** What a macro or `size()` answers of an empty list; undefined where that cannot be told. */
export function ofEmptyList(name: string): Expr | undefined {
  if (name === "all") return bool(true);
  return name === "exists" || name === "exists_one" || name === "existsOne" ? bool(false) : undefined;
}
