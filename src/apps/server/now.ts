import { Timestamp } from "#core/language";

/** The time of a decision that is made now. */
export function now(): Timestamp {
  const ms = Date.now();
  return new Timestamp(Math.floor(ms / 1000), (ms % 1000) * 1_000_000);
}
