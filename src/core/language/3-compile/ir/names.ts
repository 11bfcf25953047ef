import type { Expr } from "../../ast/expr.ts";
import type { CheckedExpression, Reference } from "../../2-check/checked.ts";
import type { Environment } from "../../types/environment.ts";
import { TypeValue } from "../../values/index.ts";

/** The names that a name may stand for, most specific first: a leading dot is absolute, otherwise every enclosing namespace is tried. */
export function candidateNames(container: string, name: string): readonly string[] {
  if (name.startsWith(".")) return [name.slice(1)];
  const parts = container === "" ? [] : container.split(".");
  const names: string[] = [];
  for (let length = parts.length; length > 0; length--) names.push(`${parts.slice(0, length).join(".")}.${name}`);
  return [...names, name];
}

/** What the checker resolved a node to; for an expression that nobody checked, what its name means in the environment. */
export function referenceOf(checked: CheckedExpression, expr: Expr, name: string): Reference | undefined {
  const reference = checked.references.get(expr.id);
  if (reference !== undefined || checked.types.size > 0) return reference;
  return lookUp(checked.environment, name);
}

function lookUp(environment: Environment, name: string): Reference | undefined {
  for (const candidate of candidateNames(environment.container, name)) {
    const constant = environment.constants.get(candidate);
    if (constant !== undefined) return { kind: "constant", name: candidate, value: constant.value };
    if (environment.variables.has(candidate)) return { kind: "variable", name: candidate };
    if (environment.structs.has(candidate)) return typeReference(candidate);
  }
  return undefined;
}

function typeReference(name: string): Reference {
  return { kind: "constant", name, value: new TypeValue(name) };
}

/** `a.b.c` as text, `undefined` when the expression is not a chain of plain selections from a name. */
export function qualifiedName(expr: Expr): string | undefined {
  if (expr.kind === "ident") return expr.name;
  if (expr.kind !== "select" || expr.testOnly) return undefined;
  const operand = qualifiedName(expr.operand);
  return operand === undefined ? undefined : `${operand}.${expr.field}`;
}

/** The name that a chain of selections starts with. */
export function rootName(expr: Expr): string | undefined {
  if (expr.kind === "ident") return expr.name;
  return expr.kind === "select" ? rootName(expr.operand) : undefined;
}
