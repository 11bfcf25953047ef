import type { Outcome } from "#core/model";

const WORST_FIRST: readonly Outcome[] = ["error", "fail", "unknown", "waived", "pass", "not-applicable"];

/** The one outcome that stands for several: the one that matters most. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "not-applicable";
}
