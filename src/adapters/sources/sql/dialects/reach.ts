import type { ReachTrait } from "#core/model";
import { isNode, nodeAt, type Node } from "../walk.ts";

const MAX_DEPTH = 40;

/** How far a change of rows reaches by its condition, as `postgres/reach.ts` says it of the other syntax tree. */
export function reachOf(where: unknown): readonly ReachTrait[] {
  if (!isNode(where) || isAlways(where, 0)) return ["reach-all"];
  return isOne(where, 0) ? [] : ["reach-many"];
}

function isAlways(where: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH || !isNode(where)) return true;
  if ("Nested" in where) return isAlways(where["Nested"], depth + 1);
  if ("IsNotNull" in where) return true;
  const { op, left, right } = nodeAt(where, "BinaryOp");
  if (op === "Or") return isAlways(left, depth + 1) || isAlways(right, depth + 1);
  if (op === "And") return isAlways(left, depth + 1) && isAlways(right, depth + 1);
  if (op !== undefined && withoutPlaces(left) === withoutPlaces(right)) return true;
  return isLikeAnything(where) || !dependsOnRow(where);
}

function isLikeAnything(where: Node): boolean {
  const pattern = nodeAt(nodeAt(nodeAt(where, "Like"), "pattern"), "Value");
  return Object.values(nodeAt(pattern, "value")).some((text) => typeof text === "string" && /^%+$/u.test(text));
}

function isOne(where: Node, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if ("Nested" in where) return isOne(nodeAt(where, "Nested"), depth + 1);
  const expression = nodeAt(where, "BinaryOp");
  const [left, right] = [nodeAt(expression, "left"), nodeAt(expression, "right")];
  if (expression["op"] === "And") return isOne(left, depth + 1) || isOne(right, depth + 1);
  return expression["op"] === "Eq" && ((isColumn(left) && "Value" in right) || (isColumn(right) && "Value" in left));
}

function isColumn(node: Node): boolean {
  return "CompoundIdentifier" in node || ("Identifier" in node && dependsOnRow(node));
}

/** What begins with `@` is a variable. */
const OF_ROW = /"Identifier":\{"value":"(?!@)|"CompoundIdentifier":/u;

function dependsOnRow(node: unknown): boolean {
  return OF_ROW.test(JSON.stringify(node));
}

function withoutPlaces(node: unknown): string {
  return JSON.stringify(node ?? null, (key, value: unknown) => (key === "span" ? undefined : value));
}
