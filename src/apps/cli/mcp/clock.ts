import { Timestamp } from "#core/language";
import type { CheckClock } from "#points/check";

/** The time at which a call is answered. */
export function clockNow(): CheckClock {
  const ms = Date.now();
  return {
    startedAt: new Date(ms).toISOString(),
    now: { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 },
    elapsedMs: () => Date.now() - ms,
  };
}

/** The same as a value of the language. */
export function timestampNow(): Timestamp {
  const { seconds, nanos } = clockNow().now;
  return new Timestamp(seconds, nanos);
}
