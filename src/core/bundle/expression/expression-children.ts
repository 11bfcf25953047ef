import type { Expr } from "#core/language";

/** The expressions directly inside another. */
function expressionChildren(expr: Expr): readonly Expr[] {
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

/** A selection of a field from a variable, as in `params.days`. */
export interface FieldRead {
  readonly field: string;
  readonly exprId: number;
}

/** Every selection of a field directly from the variable called `name`. */
export function fieldReads(expr: Expr, name: string): readonly FieldRead[] {
  const reads: FieldRead[] = [];
  const pending = [expr];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at.kind === "select" && isNamed(at.operand, name)) reads.push({ field: at.field, exprId: at.id });
    pending.push(...expressionChildren(at));
  }
  return reads;
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === "ident" && (expr.name === name || expr.name === `.${name}`);
}
