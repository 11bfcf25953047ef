import type { PolicySpec } from "#core/documents";
import type { Mode, Outcome, PrincipalKind } from "#core/model";

/** What one verdict adds to the effect of a decision, from nothing to a refusal. An obligation allows, but must be discharged later. */
export type Contribution = "none" | "obligation" | "hold" | "deny";

/** What says how much an outcome weighs: the policy's mode and failure policy, and who proposes. */
export interface Weighing {
  readonly mode: Mode;
  readonly failurePolicy: PolicySpec["failurePolicy"];
  readonly principal: PrincipalKind;
}

/**
 * Weighs one outcome. `warn` and `audit` weigh nothing; `failurePolicy: Ignore` sets an enforced error aside, and an error alone; what is not
 * known holds an agent and obliges everybody else. Whatever is not recognised denies.
 */
export function contributionOf(outcome: Outcome, weighing: Weighing): Contribution {
  switch (weighing.mode) {
    case "enforce":
      return enforcedContribution(outcome, weighing);
    case "warn":
    case "audit":
      return "none";
    default:
      return "deny";
  }
}

function enforcedContribution(outcome: Outcome, weighing: Weighing): Contribution {
  switch (outcome) {
    case "pass":
    case "not-applicable":
    case "waived":
      return "none";
    case "unknown":
      return unknownContribution(weighing.principal);
    case "error":
      return weighing.failurePolicy === "Ignore" ? "none" : "deny";
    default:
      return "deny";
  }
}

function unknownContribution(principal: PrincipalKind): Contribution {
  switch (principal) {
    case "agent":
      return "hold";
    case "pipeline":
    case "person":
    case "service":
      return "obligation";
    default:
      return "deny";
  }
}
