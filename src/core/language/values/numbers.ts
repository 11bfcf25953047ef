import { CelError } from "./cel-error.ts";
import { Double } from "./double.ts";
import { Uint } from "./uint.ts";
import type { Value } from "./value.ts";

/** An int as JavaScript holds it: a safe integral `number`, or a `bigint` beyond. */
export type Int = number | bigint;

/** A double as JavaScript holds it: a `number` that is not integral, or a `Double`. */
export type DoubleNumber = number | Double;

export const INT_MIN: bigint = -(2n ** 63n);
export const INT_MAX: bigint = 2n ** 63n - 1n;
export const UINT_MAX: bigint = 2n ** 64n - 1n;

/** The int of this value in its one representation, or an `overflow` error beyond the int64 range. */
export function intOf(value: bigint): Int | CelError {
  if (value < INT_MIN || value > INT_MAX) return new CelError("overflow", "The result lies outside the range of int");
  return normalInt(value);
}

/** The one representation of an int that is known to lie within the int64 range. */
export function normalInt(value: bigint): Int {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** The uint of this value, or an `overflow` error beyond the uint64 range. */
export function uintOf(value: bigint): Uint | CelError {
  if (value < 0n || value > UINT_MAX) return new CelError("overflow", "The result lies outside the range of uint");
  return new Uint(value);
}

/** The double of this number in its one representation. */
export function doubleOf(value: number): DoubleNumber {
  return Number.isInteger(value) ? new Double(value) : value;
}

/** Tells an int. A `number` beyond the safe range is not an int: nothing that makes ints makes such a number. */
export function isInt(value: Value): value is Int {
  return typeof value === "number" ? Number.isSafeInteger(value) : typeof value === "bigint";
}

/** Tells a double. */
export function isDouble(value: Value): value is DoubleNumber {
  return typeof value === "number" ? !Number.isSafeInteger(value) : value instanceof Double;
}

/** The JavaScript number of a double. */
export function doubleNumber(value: DoubleNumber): number {
  return typeof value === "number" ? value : value.value;
}

/** The JavaScript number or bigint of an int, uint or double; `undefined` for every other value. */
export function numericOf(value: Value): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return value instanceof Double || value instanceof Uint ? value.value : undefined;
}

/**
 * Compares two numbers of any numeric types as cel-go does: exactly between integers, and as doubles when either is a double. Answers a negative
 * number, zero or a positive number, and `NaN` when either is NaN.
 */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (typeof a !== typeof b && (isDoubleNumber(a) || isDoubleNumber(b))) return compareDoubles(Number(a), Number(b));
  if (a < b) return -1;
  if (a > b) return 1;
  return a == b ? 0 : Number.NaN; // oxlint-disable-line eqeqeq -- a bigint and a number are compared by value
}

function isDoubleNumber(value: number | bigint): boolean {
  return typeof value === "number" && !Number.isSafeInteger(value);
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number.NaN;
}
