import type { Diagnostic } from "#core/diagnostics";
import type { ExpressionProblem } from "#core/language";
import type { Origin, SourceExpression } from "../types/index.ts";

/** A problem of an expression as an error at its place in the file of the document that holds the expression. */
export function expressionDiagnostic(origin: Origin, source: SourceExpression, problem: ExpressionProblem): Diagnostic {
  const { code, message, hint, start, end } = problem;
  const span = origin.within(source.path, start, end);
  return { code, severity: "error", message, ...(hint === undefined ? {} : { hint }), span };
}
