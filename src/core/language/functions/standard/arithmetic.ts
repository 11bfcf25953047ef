import {
  CelError,
  doubleNumber,
  doubleOf,
  Duration,
  INT_MIN,
  intOf,
  Timestamp,
  typeNameOf,
  Uint,
  uintOf,
  type DoubleNumber,
  type Int,
  type Value,
} from "../../values/index.ts";
import { BYTES, DOUBLE, DURATION, INT, listOf, param, STRING, TIMESTAMP, UINT } from "../../types/type.ts";
import { copiesBoth, readsBoth } from "../cost.ts";
import type { FunctionDeclaration, Overload } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { noSuchOverload } from "../failure.ts";
import { tooLong, tooMany } from "../limits.ts";
import {
  addDurations,
  addToTimestamp,
  betweenTimestamps,
  subtractDurations,
  subtractFromTimestamp,
} from "../time/arithmetic.ts";

/** An operation on ints: on numbers as long as the result is safe, else exactly on bigints with a check of the int64 range. */
function onInts(fast: (a: number, b: number) => number, exact: (a: bigint, b: bigint) => bigint) {
  return (a: Int, b: Int): Value => {
    if (typeof a === "number" && typeof b === "number") {
      const result = fast(a, b);
      if (Number.isSafeInteger(result)) return result || 0;
    }
    return intOf(exact(BigInt(a), BigInt(b)));
  };
}

function onUints(exact: (a: bigint, b: bigint) => bigint) {
  return (a: Uint, b: Uint): Value => uintOf(exact(a.value, b.value));
}

function onDoubles(operation: (a: number, b: number) => number) {
  return (a: DoubleNumber, b: DoubleNumber): Value => doubleOf(operation(doubleNumber(a), doubleNumber(b)));
}

const DIVISION_BY_ZERO = new CelError("division-by-zero", "Cannot divide by zero");
const MODULUS_BY_ZERO = new CelError("division-by-zero", "Cannot take the remainder of a division by zero");

const divideInts = onInts(
  (a, b) => Math.trunc(a / b),
  (a, b) => a / b,
);
const moduloInts = onInts(
  (a, b) => a % b,
  (a, b) => (a === INT_MIN && b === -1n ? INT_MIN - 1n : a % b),
);
const divideUints = onUints((a, b) => a / b);
const moduloUints = onUints((a, b) => a % b);
const negateInt = onInts(
  (a) => -a,
  (a) => -a,
);

function isZero(value: Int): boolean {
  return value === 0;
}

function concatenateText(a: string, b: string): Value {
  return tooLong(a.length + b.length) ?? a + b;
}

function concatenateBytes(a: Uint8Array, b: Uint8Array): Value {
  const problem = tooLong(a.length + b.length);
  if (problem) return problem;
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

function concatenateLists(a: readonly Value[], b: readonly Value[]): Value {
  return tooMany(a.length + b.length) ?? [...a, ...b];
}

const LIST = listOf(param("A"));

const ADD: readonly Overload[] = [
  func(
    "add_int64",
    [INT, INT, INT],
    onInts(
      (a, b) => a + b,
      (a, b) => a + b,
    ),
  ),
  func(
    "add_uint64",
    [UINT, UINT, UINT],
    onUints((a, b) => a + b),
  ),
  func(
    "add_double",
    [DOUBLE, DOUBLE, DOUBLE],
    onDoubles((a, b) => a + b),
  ),
  func("add_string", [STRING, STRING, STRING], concatenateText, readsBoth),
  func("add_bytes", [BYTES, BYTES, BYTES], concatenateBytes, readsBoth),
  func("add_list", [LIST, LIST, LIST], concatenateLists, copiesBoth),
  func("add_duration_duration", [DURATION, DURATION, DURATION], addDurations),
  func("add_duration_timestamp", [DURATION, TIMESTAMP, TIMESTAMP], (a: Duration, b: Timestamp) => addToTimestamp(b, a)),
  func("add_timestamp_duration", [TIMESTAMP, DURATION, TIMESTAMP], addToTimestamp),
];

const ADD_BY_TYPE: ReadonlyMap<string, Overload["evaluate"]> = new Map([
  ["int", onlyNamed(ADD, "add_int64")],
  ["uint", onlyNamed(ADD, "add_uint64")],
  ["double", onlyNamed(ADD, "add_double")],
  ["google.protobuf.Duration", onlyNamed(ADD, "add_duration_duration")],
]);

function onlyNamed(overloads: readonly Overload[], id: string): Overload["evaluate"] {
  const overload = overloads.find((candidate) => candidate.id === id);
  return (...args) => overload?.evaluate(...args) ?? noSuchOverload(id, args.map(typeNameOf));
}

/** `a + b` for two numbers of one type or two durations; anything else answers `no-such-overload`. */
export function add(a: Value, b: Value): Value {
  return ADD_BY_TYPE.get(typeNameOf(a))?.(a, b) ?? noSuchOverload("_+_", [typeNameOf(a), typeNameOf(b)]);
}

const SUBTRACT: readonly Overload[] = [
  func(
    "subtract_int64",
    [INT, INT, INT],
    onInts(
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  ),
  func(
    "subtract_uint64",
    [UINT, UINT, UINT],
    onUints((a, b) => a - b),
  ),
  func(
    "subtract_double",
    [DOUBLE, DOUBLE, DOUBLE],
    onDoubles((a, b) => a - b),
  ),
  func("subtract_timestamp_timestamp", [TIMESTAMP, TIMESTAMP, DURATION], betweenTimestamps),
  func("subtract_timestamp_duration", [TIMESTAMP, DURATION, TIMESTAMP], subtractFromTimestamp),
  func("subtract_duration_duration", [DURATION, DURATION, DURATION], subtractDurations),
];

const MULTIPLY: readonly Overload[] = [
  func(
    "multiply_int64",
    [INT, INT, INT],
    onInts(
      (a, b) => a * b,
      (a, b) => a * b,
    ),
  ),
  func(
    "multiply_uint64",
    [UINT, UINT, UINT],
    onUints((a, b) => a * b),
  ),
  func(
    "multiply_double",
    [DOUBLE, DOUBLE, DOUBLE],
    onDoubles((a, b) => a * b),
  ),
];

const DIVIDE: readonly Overload[] = [
  func("divide_int64", [INT, INT, INT], (a: Int, b: Int) => (isZero(b) ? DIVISION_BY_ZERO : divideInts(a, b))),
  func("divide_uint64", [UINT, UINT, UINT], (a: Uint, b: Uint) =>
    b.value === 0n ? DIVISION_BY_ZERO : divideUints(a, b),
  ),
  func(
    "divide_double",
    [DOUBLE, DOUBLE, DOUBLE],
    onDoubles((a, b) => a / b),
  ),
];

const MODULO: readonly Overload[] = [
  func("modulo_int64", [INT, INT, INT], (a: Int, b: Int) => (isZero(b) ? MODULUS_BY_ZERO : moduloInts(a, b))),
  func("modulo_uint64", [UINT, UINT, UINT], (a: Uint, b: Uint) =>
    b.value === 0n ? MODULUS_BY_ZERO : moduloUints(a, b),
  ),
];

const NEGATE: readonly Overload[] = [
  func("negate_int64", [INT, INT], (a: Int) => negateInt(a, 0)),
  func("negate_double", [DOUBLE, DOUBLE], (a: DoubleNumber) => doubleOf(-doubleNumber(a))),
];

/** `+ - * / %` and unary minus with overflow checks. Source: cel-spec, "Numeric values" and "Lists"; overload ids of cel-go. */
export const arithmetic: readonly FunctionDeclaration[] = [
  declare("_+_", "Adds numbers and times, and concatenates strings, bytes and lists.", ...ADD),
  declare("_-_", "Subtracts numbers and times.", ...SUBTRACT),
  declare("_*_", "Multiplies numbers.", ...MULTIPLY),
  declare("_/_", "Divides numbers; integers towards zero.", ...DIVIDE),
  declare("_%_", "The remainder of an integer division, with the sign of the dividend.", ...MODULO),
  declare("-_", "Negates a number.", ...NEGATE),
];
