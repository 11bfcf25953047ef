import { replaceNode, type Edit, type EditedNode } from "../edit.ts";

/** What each operator may be mistaken for: its boundary and its opposite. */
const NEIGHBOURS: ReadonlyMap<string, readonly string[]> = new Map([
  ["_==_", ["!="]],
  ["_!=_", ["=="]],
  ["_<_", ["<=", ">="]],
  ["_<=_", ["<", ">"]],
  ["_>_", [">=", "<="]],
  ["_>=_", [">", "<"]],
  ["_+_", ["-"]],
  ["_-_", ["+"]],
  ["_*_", ["/"]],
  ["_/_", ["*"]],
]);

/** Replaces a comparison or a calculation by its neighbours, and turns a membership round. */
export function mutateComparison(node: EditedNode): readonly Edit[] {
  const { expr, textOf } = node;
  if (expr.kind !== "call") return [];
  const [left, right] = expr.args;
  if (left === undefined || right === undefined) return [];
  if (expr.function === "@in") return [replaceNode(node, "swap-membership", `!(${textOf(left)} in ${textOf(right)})`)];
  const others = NEIGHBOURS.get(expr.function) ?? [];
  return others.map((other) => replaceNode(node, "swap-operator", `(${textOf(left)} ${other} ${textOf(right)})`));
}
