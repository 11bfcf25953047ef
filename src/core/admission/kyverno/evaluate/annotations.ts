import type { CompiledExpression } from "#core/language";
import { Failure, type Evaluation } from "./evaluation.ts";

/** What a policy writes to the audit log; empty texts are left out. */
export function annotate(
  annotations: ReadonlyMap<string, CompiledExpression>,
  evaluation: Evaluation,
): Readonly<Record<string, string>> | Failure {
  const texts = new Map<string, string>();
  for (const [key, expression] of annotations) {
    const text = evaluation.evaluate(expression);
    if (text instanceof Failure)
      return new Failure(`failed to evaluate auditAnnotation '${key}': ${text.why}`, text.isOpen);
    if (typeof text !== "string") return new Failure(`failed to convert auditAnnotation '${key}' expression`);
    if (text !== "") texts.set(key, text);
  }
  return Object.fromEntries(texts);
}
