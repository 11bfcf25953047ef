import { explainReads, type Program, type Verdict, type WitnessRead } from "#core/decide";
import { Optional, type Timestamp, type Value } from "#core/language";
import type { Proposal } from "#core/model";

/**
 * Whether a verdict passed only because what it asks about was not there: it read properties, and all of them were absent or empty.
 *
 * `proposal` and `now` must be those of the decision that gave the verdict.
 */
export function isVacuousPass(program: Program, proposal: Proposal, verdict: Verdict, now: Timestamp): boolean {
  if (verdict.outcome !== "pass") return false;
  const reads = explainReads(program, proposal, verdict, now).filter(isOfResource);
  return reads.length > 0 && reads.every(({ value }) => isNothing(value));
}

function isOfResource({ segments: [root, part] }: WitnessRead): boolean {
  return root === "resource" && (part === "properties" || part === "native");
}

function isNothing(value: Value): boolean {
  if (value instanceof Optional) return value.value === undefined || isNothing(value.value);
  return value === null || (Array.isArray(value) && value.length === 0);
}
