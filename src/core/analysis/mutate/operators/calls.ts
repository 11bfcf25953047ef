import { replaceNode, type Edit, type EditedNode } from "../edit.ts";

/** Functions and macros that are called alike and mean something else. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ["all", "exists"],
  ["exists", "all"],
  ["startsWith", "endsWith"],
  ["endsWith", "startsWith"],
  ["contains", "startsWith"],
]);

/** Calls another function that fits, looks at everything instead of what a filter leaves, and takes a presence for given or not. */
export function mutateCall(node: EditedNode): readonly Edit[] {
  const { expr, textOf } = node;
  if (expr.kind !== "call") return [];
  if (expr.function === "has" && expr.target === undefined) {
    return ["true", "false"].map((answer) => replaceNode(node, "fix-presence", answer));
  }
  if (expr.target === undefined) return [];
  if (expr.function === "filter") return [replaceNode(node, "drop-filter", textOf(expr.target))];
  const other = ALIKE.get(expr.function);
  if (other === undefined) return [];
  const call = `${textOf(expr.target)}.${other}(${expr.args.map(textOf).join(", ")})`;
  return [replaceNode(node, "swap-function", call)];
}
