import {
  expression,
  list,
  record,
  required,
  withRule,
  type NamedExpression,
  type RuleProblem,
  type Shape,
} from "#core/documents";
import { anyText } from "./scalars.ts";

const namedExpression: Shape<NamedExpression> = record<NamedExpression>("a map with `name` and `expression`", {
  name: required(anyText, "Its name, unique in the list"),
  expression: required(expression, "The expression, in CEL"),
});

const byName = { by: (item: NamedExpression): string => item.name, what: "name" };

/** Conditions under which a policy applies at all. */
export const matchConditionsShape: Shape<readonly NamedExpression[]> = list(namedExpression, {
  of: "conditions",
  unique: byName,
});

/** Named values; each may use those before it. */
export const variablesShape: Shape<readonly NamedExpression[]> = withRule(
  list(namedExpression, { of: "variables", unique: byName }),
  (variables) => variables.map(nameProblem).find((problem) => problem !== null) ?? null,
);

function nameProblem({ name }: NamedExpression, at: number): RuleProblem | null {
  if (/^[A-Za-z_]\w*$/.test(name)) return null;
  return {
    path: [at, "name"],
    code: "document-invalid-name",
    message: `\`${name}\` is no identifier of CEL, so no expression can read the variable`,
    hint: "Use letters, digits and `_`, and no digit first",
  };
}
