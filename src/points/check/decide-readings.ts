import { decide, type Decision } from "#core/decide";
import { Timestamp } from "#core/language";
import { proposeReadings, type ProposedReading } from "./propose.ts";
import type { CheckRequest } from "./run.ts";

/** One input with what was decided of it. */
export interface DecidedReading {
  readonly proposed: ProposedReading;
  readonly decision: Decision;
}

/** The point in time at which a run decides. */
export function nowOf({ clock }: CheckRequest): Timestamp {
  return new Timestamp(clock.now.seconds, clock.now.nanos);
}

/** Decides on every input. */
export function decideReadings(request: CheckRequest, now: Timestamp): readonly DecidedReading[] {
  const { program, bundle, readings, options } = request;
  const proposed = proposeReadings(program, bundle.kinds, readings, options);
  return proposed.map((one) => ({ proposed: one, decision: decide(program, one.proposal, now) }));
}
