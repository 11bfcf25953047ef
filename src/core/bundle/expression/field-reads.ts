import { childrenOf, type Expr } from "#core/language";

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
    pending.push(...childrenOf(at));
  }
  return reads;
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === "ident" && (expr.name === name || expr.name === `.${name}`);
}
