import type { Expr } from "#core/language";
import { replaceNode, type Edit, type EditedNode } from "../edit.ts";

/** Drops one side of a conjunction, an alternative or a choice, swaps `&&` and `||`, and drops a negation. */
export function mutateLogic(node: EditedNode): readonly Edit[] {
  const { expr } = node;
  if (expr.kind !== "call") return [];
  switch (expr.function) {
    case "_&&_":
      return [...keepOne(node, "drop-operand", expr.args), swap(node, "||", expr.args)];
    case "_||_":
      return [...keepOne(node, "drop-operand", expr.args), swap(node, "&&", expr.args)];
    case "!_":
      return keepOne(node, "drop-negation", expr.args);
    case "_?_:_":
      return keepOne(node, "drop-branch", expr.args.slice(1));
    default:
      return [];
  }
}

function keepOne(node: EditedNode, operator: string, candidates: readonly Expr[]): readonly Edit[] {
  return candidates.map((kept) => replaceNode(node, operator, node.textOf(kept)));
}

function swap(node: EditedNode, joint: string, operands: readonly Expr[]): Edit {
  return replaceNode(node, "swap-logic", `(${operands.map(node.textOf).join(` ${joint} `)})`);
}
