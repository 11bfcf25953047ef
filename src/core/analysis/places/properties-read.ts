import type { PolicyDocument } from "#core/documents";
import { childrenOf, parseExpression, type Expr } from "#core/language";

/** The properties of a resource that a policy's conditions, variables and validations read, by name, in the order of first use. */
export function propertiesRead({ spec }: PolicyDocument): readonly string[] {
  const sources = [...spec.matchConditions, ...spec.variables, ...spec.validations].map(({ expression }) => expression);
  const names = sources.flatMap(({ text }) => {
    const result = parseExpression(text);
    return result.kind === "parsed" ? namesIn(result.parsed.expr) : [];
  });
  return [...new Set(names)];
}

function namesIn(root: Expr): readonly string[] {
  const names: string[] = [];
  const pending = [root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    const name = propertyName(expr);
    if (name !== null) names.push(name);
    pending.push(...childrenOf(expr).toReversed());
  }
  return names;
}

/** The `x` of `resource.properties.x`, `resource.properties.?x` or `resource.properties["x"]`; of `before` as well. */
function propertyName(expr: Expr): string | null {
  if (expr.kind === "select") return isProperties(expr.operand) ? expr.field : null;
  if (expr.kind !== "call") return null;
  const [operand, key] = expr.args;
  const isText = key?.kind === "constant" && key.constant.type === "string";
  return isText && operand !== undefined && isProperties(operand) ? key.constant.value : null;
}

function isProperties(expr: Expr): boolean {
  if (expr.kind !== "select" || expr.field !== "properties" || expr.operand.kind !== "ident") return false;
  return expr.operand.name === "resource" || expr.operand.name === "before";
}
