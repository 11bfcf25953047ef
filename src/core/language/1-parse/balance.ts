import type { Expr } from "../ast/expr.ts";
import type { SourceRange } from "../ast/parsed.ts";
import type { Nodes } from "./nodes.ts";

/** One operand of a chain of `&&` or `||`, with the stretch of source that it takes, parentheses included. */
export interface Term {
  readonly expr: Expr;
  readonly range: SourceRange;
}

/** Joins the terms of a chain of `&&` or `||` into a tree of logarithmic height, in the shape that cel-go gives it. */
export function balance(nodes: Nodes, operator: string, terms: readonly Term[]): Expr {
  return join(nodes, operator, terms, { from: 0, to: terms.length - 2 }).expr;
}

/** Positions of operators in the chain; operator n stands between the terms n and n + 1. */
interface Operators {
  readonly from: number;
  readonly to: number;
}

function join(nodes: Nodes, operator: string, terms: readonly Term[], { from, to }: Operators): Term {
  if (from > to) return terms[from]!;
  const middle = (from + to + 1) >> 1;
  const left = join(nodes, operator, terms, { from, to: middle - 1 });
  const right = join(nodes, operator, terms, { from: middle + 1, to });
  const range = { start: left.range.start, end: right.range.end };
  return { expr: nodes.call(range, operator, [left.expr, right.expr]), range };
}
