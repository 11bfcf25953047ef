import type { ValidationAction } from "../documents/types.ts";
import type { PolicyDecision } from "../validating/decision.ts";
import type { ForeignVerdict } from "./engine.ts";

/** What a decision amounts to under the actions of what binds it. What is not known denies nothing, but an enforced policy warns of it. */
export function levelOf(
  { evaluation, denies }: Pick<PolicyDecision, "evaluation" | "denies">,
  actions: readonly ValidationAction[],
): ForeignVerdict["level"] {
  if (evaluation === "admit") return "note";
  if (evaluation === "unknown") return actions.includes("Deny") ? "warning" : "note";
  if (!denies) return "note";
  if (actions.includes("Deny")) return "violation";
  return actions.includes("Warn") ? "warning" : "note";
}
