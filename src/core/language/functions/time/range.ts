import { CelError, Duration, INT_MAX, INT_MIN, Timestamp } from "../../values/index.ts";
import { overflow } from "../failure.ts";

/** 0001-01-01T00:00:00Z in seconds since the epoch. */
const FIRST_SECOND = -62_135_596_800;
/** 9999-12-31T23:59:59Z in seconds since the epoch. */
const LAST_SECOND = 253_402_300_799;

const NANOS_PER_SECOND = 1_000_000_000n;

/** The timestamp, or an `overflow` error outside the years 1 to 9999. */
export function timestampOf(seconds: number, nanos: number): Timestamp | CelError {
  return seconds < FIRST_SECOND || seconds > LAST_SECOND
    ? overflow("The timestamp lies outside the years 1 to 9999")
    : new Timestamp(seconds, nanos);
}

/** The timestamp that many nanoseconds after the epoch, or an `overflow` error. */
export function timestampOfNanos(nanos: bigint): Timestamp | CelError {
  const rest = ((nanos % NANOS_PER_SECOND) + NANOS_PER_SECOND) % NANOS_PER_SECOND;
  return timestampOf(Number((nanos - rest) / NANOS_PER_SECOND), Number(rest));
}

/** Nanoseconds since the epoch. */
export function nanosOf(timestamp: Timestamp): bigint {
  return BigInt(timestamp.seconds) * NANOS_PER_SECOND + BigInt(timestamp.nanos);
}

/** The duration, or an `overflow` error outside the int64 range of nanoseconds. */
export function durationOf(nanos: bigint): Duration | CelError {
  return nanos < INT_MIN || nanos > INT_MAX ? overflow("The duration is longer than 292 years") : new Duration(nanos);
}
