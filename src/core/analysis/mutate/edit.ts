import type { Expr, SourceRange } from "#core/language";

/** A small change of an expression that may turn what it says into something else. */
export interface Edit extends SourceRange {
  /** What the change is, as in `compare` or `drop-operand`; a permanent code. */
  readonly operator: string;
  readonly replacement: string;
}

/** A node as its author wrote it, and the texts around it. */
export interface EditedNode {
  readonly expr: Expr;
  /** The text of a node, in brackets where something else may stand beside it. */
  readonly textOf: (expr: Expr) => string;
  readonly rangeOf: (expr: Expr) => SourceRange;
}

/** Proposes the changes of one family for a node; none for nodes that are not its business. */
export type Operator = (node: EditedNode) => readonly Edit[];

/** A change that puts `replacement` in the place of a whole node. */
export function replaceNode({ expr, rangeOf }: EditedNode, operator: string, replacement: string): Edit {
  return { operator, ...rangeOf(expr), replacement };
}
