import type { Expr } from "./expr.ts";

/** The expressions directly below a node, in the order in which they are written. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "constant":
    case "ident":
      return [];
    case "select":
      return [expr.operand];
    case "call":
      return expr.target === undefined ? expr.args : [expr.target, ...expr.args];
    case "list":
      return expr.elements;
    case "struct":
      return expr.entries.flatMap(({ key, value }) => (key.kind === "map" ? [key.expr, value] : [value]));
    default:
      return [expr.iterRange, expr.accuInit, expr.loopCondition, expr.loopStep, expr.result];
  }
}
