import { Duration } from "./duration.ts";
import { compareNumbers, numericOf } from "./numbers.ts";
import { Timestamp } from "./timestamp.ts";
import type { Value } from "./value.ts";

/**
 * Orders two values as CEL's `<` does: numbers across their types, strings by code point, bytes, bools (false first), timestamps and durations.
 *
 * Answers a negative number, zero or a positive number; `NaN` when either is NaN, so that every comparison of the answer with zero is false;
 * `undefined` when values of these types have no order.
 */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === "string") return typeof b === "string" ? compareStrings(a, b) : undefined;
  if (typeof a === "boolean") return typeof b === "boolean" ? Number(a) - Number(b) : undefined;
  const left = numericOf(a);
  const right = numericOf(b);
  if (left !== undefined) return right === undefined ? undefined : compareNumbers(left, right);
  return compareObjects(a, b);
}

/** Orders two strings by code point; JavaScript's own order is by UTF-16 code unit, which differs beyond the basic plane. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Moves surrogates, which stand for code points above U+FFFF, behind all other code units. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareObjects(a: Value, b: Value): number | undefined {
  if (a instanceof Timestamp && b instanceof Timestamp) return a.seconds - b.seconds || a.nanos - b.nanos;
  if (a instanceof Duration && b instanceof Duration) return compareNumbers(a.nanos, b.nanos);
  return a instanceof Uint8Array && b instanceof Uint8Array ? compareBytes(a, b) : undefined;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
