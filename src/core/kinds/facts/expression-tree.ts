import { childrenOf, type Expr } from "#core/language";

export type CallExpr = Extract<Expr, { readonly kind: "call" }>;
export type ComprehensionExpr = Extract<Expr, { readonly kind: "comprehension" }>;

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
