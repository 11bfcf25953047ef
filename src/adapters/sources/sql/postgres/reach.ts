import type { ReachTrait } from "#core/model";
import { isNode, listAt, nodeAt, textAt, type Node } from "../walk.ts";

/** A condition that is nested deeper than this is not looked at further. */
const MAX_DEPTH = 40;

/**
 * How far a change of rows reaches by its condition: `reach-all` without one and with one that lets everything through, nothing where a column
 * has to be equal to one value, and `reach-many` else. What lets everything through only with the data that there is cannot be told.
 */
export function reachOf(where: unknown): readonly ReachTrait[] {
  if (!isNode(where) || isAlways(where, 0)) return ["reach-all"];
  return isOne(where, 0) ? [] : ["reach-many"];
}

function isAlways(where: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH || !isNode(where)) return true;
  if ("BoolExpr" in where) return isAlwaysJoined(nodeAt(where, "BoolExpr"), depth + 1);
  if ("NullTest" in where) return textAt(where["NullTest"], "nulltesttype") === "IS_NOT_NULL";
  if ("A_Expr" in where && isTautology(nodeAt(where, "A_Expr"))) return true;
  return !dependsOnRow(where);
}

function isAlwaysJoined(bool: Node, depth: number): boolean {
  const args = listAt(bool, "args");
  const kind = textAt(bool, "boolop");
  if (kind === "OR_EXPR") return args.some((arg) => isAlways(arg, depth));
  if (kind === "AND_EXPR") return args.every((arg) => isAlways(arg, depth));
  return !args.some(dependsOnRow);
}

/** Both sides alike, or a pattern that everything is like. */
function isTautology(expression: Node): boolean {
  const [left, right] = [withoutPlaces(expression["lexpr"]), withoutPlaces(expression["rexpr"])];
  if (left === right) return true;
  const kind = textAt(expression, "kind") ?? "";
  const pattern = nodeAt(nodeAt(nodeAt(expression, "rexpr"), "A_Const"), "sval")["sval"];
  return (kind === "AEXPR_LIKE" || kind === "AEXPR_ILIKE") && typeof pattern === "string" && /^%+$/u.test(pattern);
}

function isOne(where: Node, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const bool = nodeAt(where, "BoolExpr");
  if (textAt(bool, "boolop") === "AND_EXPR")
    return listAt(bool, "args").some((arg) => isNode(arg) && isOne(arg, depth + 1));
  const expression = nodeAt(where, "A_Expr");
  const isEquality = textAt(expression, "kind") === "AEXPR_OP" && isEquals(expression);
  const [left, right] = [nodeAt(expression, "lexpr"), nodeAt(expression, "rexpr")];
  return isEquality && (("ColumnRef" in left && isValue(right)) || ("ColumnRef" in right && isValue(left)));
}

function isEquals(expression: Node): boolean {
  const names = listAt(expression, "name");
  return names.length === 1 && nodeAt(names[0], "String")["sval"] === "=";
}

function isValue(node: Node): boolean {
  return "A_Const" in node || "ParamRef" in node || ("TypeCast" in node && isValue(nodeAt(node["TypeCast"], "arg")));
}

const OF_ROW = /"(?:ColumnRef|CurrentOfExpr)":/u;

/** Whether a condition names anything that differs from row to row. */
function dependsOnRow(node: unknown): boolean {
  return OF_ROW.test(JSON.stringify(node));
}

function withoutPlaces(node: unknown): string {
  return JSON.stringify(node ?? null, (key, value: unknown) => (key === "location" ? undefined : value));
}
