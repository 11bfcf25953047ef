import { replaceNode, type Edit, type EditedNode } from "../edit.ts";

/** Leaves out one element of a list of several. */
export function mutateList(node: EditedNode): readonly Edit[] {
  const { expr, textOf } = node;
  if (expr.kind !== "list" || expr.elements.length < 2 || expr.optionalIndices.length > 0) return [];
  return expr.elements.map((left) => {
    const others = expr.elements.filter((element) => element !== left);
    return replaceNode(node, "drop-element", `[${others.map(textOf).join(", ")}]`);
  });
}
