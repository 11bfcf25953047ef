import type { CompiledExpression } from "#core/language";
import { Failure, type Evaluation } from "./evaluation.ts";

/**
 * Whether all conditions hold. One that does not is enough; a failure matters only without one, and counts as no under `Ignore`, but for one that
 * hangs on what is not known.
 */
export function holdAll(
  conditions: readonly CompiledExpression[],
  evaluation: Evaluation,
  failurePolicy: "Fail" | "Ignore",
): boolean | Failure {
  let failure: Failure | undefined;
  for (const condition of conditions) {
    const holds = evaluation.holds(condition);
    if (holds === false) return false;
    if (holds instanceof Failure && (failure === undefined || holds.isOpen)) failure = holds;
  }
  if (failure === undefined) return true;
  return failurePolicy === "Ignore" && !failure.isOpen ? false : failure;
}
