import type { ParsedExpression } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";
import type { Environment } from "../types/environment.ts";
import type { Type } from "../types/type.ts";
import type { CheckedExpression } from "./checked.ts";

export type CheckResult =
  | { readonly kind: "checked"; readonly checked: CheckedExpression }
  | { readonly kind: "rejected"; readonly problems: readonly ExpressionProblem[] };

/** Resolves names and types; with `expected`, an expression of another type is rejected too. */
export function checkExpression(_parsed: ParsedExpression, _environment: Environment, _expected?: Type): CheckResult {
  throw new Error("not built yet");
}
