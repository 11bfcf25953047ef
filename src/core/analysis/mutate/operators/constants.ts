import { replaceNode, type Edit, type EditedNode } from "../edit.ts";

/** What no resource says. */
const OTHER_TEXT = "'\\u2260'";

/** Turns a truth round, moves an int by one to both sides, and replaces a text or a double by another. */
export function mutateConstant(node: EditedNode): readonly Edit[] {
  const { expr } = node;
  if (expr.kind !== "constant") return [];
  return othersOf(expr.constant).map((other) => replaceNode(node, "other-constant", other));
}

type Constant = Extract<EditedNode["expr"], { kind: "constant" }>["constant"];

function othersOf(constant: Constant): readonly string[] {
  switch (constant.type) {
    case "bool":
      return [String(!constant.value)];
    case "int":
      return [`(${constant.value + 1n})`, `(${constant.value - 1n})`];
    case "uint":
      return [`${constant.value + 1n}u`];
    case "double":
      return [`(${constant.value} + 1.0)`];
    case "string":
      return [OTHER_TEXT];
    default:
      return [];
  }
}
