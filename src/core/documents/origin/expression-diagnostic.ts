import type { Diagnostic } from "#core/diagnostics";
import type { ExpressionProblem } from "#core/language";
import type { Origin, SourceExpression } from "../types/index.ts";

/** A problem of an expression as an error at its place in the file of the document that holds the expression. It always says what to do. */
export function expressionDiagnostic(origin: Origin, source: SourceExpression, problem: ExpressionProblem): Diagnostic {
  const { code, message, hint = HINTS[code] ?? "Correct the expression", start, end } = problem;
  const span = origin.within(source.path, start, end);
  return { code, severity: "error", message, hint, span };
}

/** What to do where the parser or the checker has nothing closer to suggest. */
const HINTS: Readonly<Record<string, string>> = {
  "expression-syntax": "Complete or remove what stands at this place",
  "expression-unknown-function": "Use a function of the language; `writ lsp` lists them in an editor",
  "expression-unknown-name": "Use a name that is declared here",
  "expression-unknown-type": 'Write a map, as in `{"key": value}`, since there are no message types here',
  "expression-not-a-struct": 'Write a map, as in `{"key": value}`, since there are no message types here',
  "expression-invalid-macro": "Write the call as its documentation has it",
  "expression-unknown-field": "Use a property that the kind declares, or `resource.native`",
  "expression-wrong-argument": "Convert the value first, or use a function that takes it",
  "expression-wrong-type": "Convert the value, or compare it with something",
  "expression-wrong-argument-count": "Give it as many arguments as it takes",
  "expression-incomparable-types": "Convert one side to the type of the other",
  "expression-too-long": "Split it into variables and validations",
  "expression-too-deep": "Split it into variables and validations",
  "expression-too-large": "Split it into variables and validations",
  "expression-too-complex": "Split it into variables and validations",
};
