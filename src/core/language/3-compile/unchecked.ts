import type { ParsedExpression } from "../ast/parsed.ts";
import type { CheckedExpression } from "../2-check/checked.ts";
import type { Environment } from "../types/environment.ts";
import { DYN } from "../types/type.ts";

/**
 * A parsed expression in the form that `compileExpression` takes, without a check: names are resolved when it is compiled, and every overload of
 * a function stays open until the arguments are there. A misspelled name is then an error at evaluation.
 */
export function uncheckedExpression(parsed: ParsedExpression, environment: Environment): CheckedExpression {
  return { parsed, environment, type: DYN, types: new Map(), references: new Map() };
}
