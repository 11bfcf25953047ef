import type { Duration, Timestamp, Value } from "../../values/index.ts";
import { durationOf, nanosOf, timestampOfNanos } from "./range.ts";

/** The sum, or an `overflow` error. */
export function addDurations(a: Duration, b: Duration): Value {
  return durationOf(a.nanos + b.nanos);
}

/** The difference, or an `overflow` error. */
export function subtractDurations(a: Duration, b: Duration): Value {
  return durationOf(a.nanos - b.nanos);
}

/** The later point in time, or an `overflow` error. */
export function addToTimestamp(time: Timestamp, duration: Duration): Value {
  return timestampOfNanos(nanosOf(time) + duration.nanos);
}

/** The earlier point in time, or an `overflow` error. */
export function subtractFromTimestamp(time: Timestamp, duration: Duration): Value {
  return timestampOfNanos(nanosOf(time) - duration.nanos);
}

/** The time from `b` to `a`, or an `overflow` error. */
export function betweenTimestamps(a: Timestamp, b: Timestamp): Value {
  return durationOf(nanosOf(a) - nanosOf(b));
}
