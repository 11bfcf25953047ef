import type { CompiledValidation } from "./compile-policy.ts";
import type { Evaluation } from "./run.ts";

/** The longest message that an expression may give, in bytes (k8s.io/apiserver `MaxEvaluatedMessageExpressionSizeBytes`). */
const MAX_BYTES = 5 * 1024;

/** What is told of a validation that fails: what its expression says, else its message, else the expression that failed. */
export function messageOf({ message, expression }: CompiledValidation, said: Evaluation | null): string {
  const written = message === null ? "" : message.trim();
  return usable(said) || written || `failed expression: ${expression.source.text.trim()}`;
}

function usable(said: Evaluation | null): string {
  if (said?.kind !== "value" || typeof said.value !== "string") return "";
  const text = said.value.trim();
  return text.includes("\n") || new TextEncoder().encode(text).length > MAX_BYTES ? "" : text;
}
