import type { Principal, Proposal } from "#core/model";
import type { ValueObject } from "#core/language";
import type { PipelineRun, PlanChanges } from "#core/wire";

/**
 * The proposal that a submission is: the changes as they were sent, by the principal that was proven, at this point. What the run says of itself is among
 * the attributes as `run`, and how much is changed is counted here, whatever anybody says.
 */
export function proposalOf(changes: PlanChanges, principal: Principal, run: PipelineRun | null): Proposal {
  const { effects, unresolved, environment } = changes;
  const attributes: ValueObject = run === null ? {} : { run: { ...run } };
  return { principal, effects, context: { point: "apply", environment, attributes, unresolved } };
}
