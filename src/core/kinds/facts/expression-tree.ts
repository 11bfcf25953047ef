import type { Expr } from "#core/language";

export type CallExpr = Extract<Expr, { readonly kind: "call" }>;
export type ComprehensionExpr = Extract<Expr, { readonly kind: "comprehension" }>;

/** The sub-expressions of an expression, in the order in which they are written. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "select":
      return [expr.operand];
    case "call":
      return expr.target === undefined ? expr.args : [expr.target, ...expr.args];
    case "list":
      return expr.elements;
    case "struct":
      return expr.entries.flatMap(({ key, value }) => (key.kind === "map" ? [key.expr, value] : [value]));
    case "comprehension":
      return [expr.iterRange, expr.accuInit, expr.loopCondition, expr.loopStep, expr.result];
    default:
      return [];
  }
}

/** All nodes of an expression by their ids. */
export function indexExpression(root: Expr): ReadonlyMap<number, Expr> {
  const index = new Map<number, Expr>();
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    index.set(next.id, next);
    pending.push(...childrenOf(next));
  }
  return index;
}
