import type { CompiledExpression } from "#core/language";
import { Failure, type Evaluation } from "./evaluation.ts";

/** Whether all conditions hold. One that does not is enough; a failure matters only without one, and counts as no under `Ignore`. */
export function holdAll(
  conditions: readonly CompiledExpression[],
  evaluation: Evaluation,
  failurePolicy: "Fail" | "Ignore",
): boolean | Failure {
  let failure: Failure | undefined;
  for (const condition of conditions) {
    const holds = evaluation.holds(condition);
    if (holds === false) return false;
    if (holds instanceof Failure) failure ??= holds;
  }
  if (failure === undefined) return true;
  return failurePolicy === "Ignore" ? false : failure;
}
