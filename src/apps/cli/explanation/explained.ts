import type { PolicyExplanation } from "#core/decide";
import type { Effect, Outcome } from "#core/model";

/** A policy evaluated on one effect: what each validation said, and the value of every part. */
export interface Explained {
  readonly effect: Effect;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly explanation: PolicyExplanation;
}
