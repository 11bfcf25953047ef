import { BOOL, BYTES, DOUBLE, DURATION, DYN, INT, param, STRING, TIMESTAMP, typeOf, UINT } from "../../types/type.ts";
import {
  Double,
  doubleNumber,
  doubleOf,
  Duration,
  INT_MAX,
  intOf,
  normalInt,
  typeNameOf,
  TypeValue,
  Uint,
  uintOf,
  type DoubleNumber,
  type Int,
  type Timestamp,
  type Value,
} from "../../values/index.ts";
import { readsFirst } from "../cost.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { invalidConversion, overflow } from "../failure.ts";
import { formatGeneral } from "../numbers/format-double.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { formatDuration, parseDuration } from "../time/go-duration.ts";
import { durationOf, timestampOf } from "../time/range.ts";
import { formatTimestamp, parseTimestamp } from "../time/rfc3339.ts";

const A = param("A");

function same(value: Value): Value {
  return value;
}

/** The longest text that is taken for a number: no number in range needs more, and parsing a bigint takes more than linear time. */
const LONGEST_NUMBER = 1000;

function textToInt(text: string): Value {
  if (!/^[+-]?\d+$/.test(text) || text.length > LONGEST_NUMBER)
    return invalidConversion(text, "int", "it is not a decimal integer");
  return intOf(BigInt(text.replace(/^\+/, "")));
}

function textToUint(text: string): Value {
  if (!/^\d+$/.test(text) || text.length > LONGEST_NUMBER)
    return invalidConversion(text, "uint", "it is not a decimal natural number");
  return uintOf(BigInt(text));
}

const SPECIAL_DOUBLE = /^([+-]?)(?:(inf|infinity)|nan)$/i;
const DECIMAL_DOUBLE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function textToDouble(text: string): Value {
  const special = SPECIAL_DOUBLE.exec(text);
  if (special?.[2] !== undefined) return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (special?.[1] === "") return Number.NaN;
  if (text.length > LONGEST_NUMBER || !DECIMAL_DOUBLE.test(text))
    return invalidConversion(text, "double", "it is not a decimal number");
  const value = Number(text);
  return Number.isFinite(value) ? doubleOf(value) : invalidConversion(text, "double", "it is out of range");
}

function doubleToInt(value: DoubleNumber): Value {
  const number = doubleNumber(value);
  if (!(Math.abs(number) < 2 ** 63)) return overflow(`The double ${number} lies outside the range of int`);
  return normalInt(BigInt(Math.trunc(number)));
}

function doubleToUint(value: DoubleNumber): Value {
  const number = doubleNumber(value);
  if (!(number >= 0 && number < 2 ** 64)) return overflow(`The double ${number} lies outside the range of uint`);
  return new Uint(BigInt(Math.trunc(number)));
}

function uintToInt({ value }: Uint): Value {
  return value > INT_MAX ? overflow(`The uint ${value} lies outside the range of int`) : normalInt(value);
}

const TRUE_TEXTS: ReadonlySet<string> = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE_TEXTS: ReadonlySet<string> = new Set(["0", "f", "F", "FALSE", "false", "False"]);

function textToBool(text: string): Value {
  if (TRUE_TEXTS.has(text)) return true;
  return FALSE_TEXTS.has(text) ? false : invalidConversion(text, "bool", "it is neither true nor false");
}

function textToTimestamp(text: string): Value {
  return parseTimestamp(text) ?? invalidConversion(text, "timestamp", "it is not an RFC 3339 date and time");
}

function textToDuration(text: string): Value {
  return (
    parseDuration(text) ??
    invalidConversion(text, "duration", "it is not a number with a unit, such as `90s` or `1h30m`")
  );
}

function bytesToText(bytes: Uint8Array): Value {
  return decodeUtf8(bytes) ?? invalidConversion(`${bytes.length} bytes`, "string", "they are not UTF-8");
}

/** Conversions between the types, each with its range check. Source: cel-spec, "Type conversions"; overload ids of cel-go. */
export const conversions: readonly FunctionDeclaration[] = [
  declare(
    "type",
    "The type of a value.",
    func("type", [A, typeOf(A)], (value: Value) => new TypeValue(typeNameOf(value))),
  ),
  declare("dyn", "The same value, with its static type forgotten.", func("to_dyn", [A, DYN], same)),
  declare(
    "bool",
    "Converts to a bool.",
    func("bool_to_bool", [BOOL, BOOL], same),
    func("string_to_bool", [STRING, BOOL], textToBool),
  ),
  declare(
    "bytes",
    "Converts to bytes; text becomes UTF-8.",
    func("bytes_to_bytes", [BYTES, BYTES], same),
    func("string_to_bytes", [STRING, BYTES], encodeUtf8, readsFirst),
  ),
  declare(
    "double",
    "Converts to a double.",
    func("double_to_double", [DOUBLE, DOUBLE], same),
    func("int64_to_double", [INT, DOUBLE], (value: Int) => doubleOf(Number(value))),
    func("uint64_to_double", [UINT, DOUBLE], (value: Uint) => new Double(Number(value.value))),
    func("string_to_double", [STRING, DOUBLE], textToDouble),
  ),
  declare(
    "int",
    "Converts to an int; doubles are cut towards zero, timestamps become seconds since the epoch.",
    func("int64_to_int64", [INT, INT], same),
    func("uint64_to_int64", [UINT, INT], uintToInt),
    func("double_to_int64", [DOUBLE, INT], doubleToInt),
    func("string_to_int64", [STRING, INT], textToInt),
    func("timestamp_to_int64", [TIMESTAMP, INT], (time: Timestamp) => time.seconds),
    func("duration_to_int64", [DURATION, INT], (duration: Duration) => normalInt(duration.nanos)),
  ),
  declare(
    "uint",
    "Converts to a uint; doubles are cut towards zero.",
    func("uint64_to_uint64", [UINT, UINT], same),
    func("int64_to_uint64", [INT, UINT], (value: Int) => uintOf(BigInt(value))),
    func("double_to_uint64", [DOUBLE, UINT], doubleToUint),
    func("string_to_uint64", [STRING, UINT], textToUint),
  ),
  declare(
    "string",
    "Converts to text.",
    func("string_to_string", [STRING, STRING], same),
    func("bool_to_string", [BOOL, STRING], String),
    func("bytes_to_string", [BYTES, STRING], bytesToText, readsFirst),
    func("double_to_string", [DOUBLE, STRING], (value: DoubleNumber) => formatGeneral(doubleNumber(value))),
    func("int64_to_string", [INT, STRING], String),
    func("uint64_to_string", [UINT, STRING], (value: Uint) => String(value.value)),
    func("timestamp_to_string", [TIMESTAMP, STRING], formatTimestamp),
    func("duration_to_string", [DURATION, STRING], formatDuration),
  ),
  declare(
    "timestamp",
    "Converts to a timestamp: RFC 3339 text, or seconds since the epoch.",
    func("timestamp_to_timestamp", [TIMESTAMP, TIMESTAMP], same),
    func("int64_to_timestamp", [INT, TIMESTAMP], (seconds: Int) => timestampOf(Number(seconds), 0)),
    func("string_to_timestamp", [STRING, TIMESTAMP], textToTimestamp),
  ),
  declare(
    "duration",
    "Converts to a duration: text such as `1h30m`, or nanoseconds.",
    func("duration_to_duration", [DURATION, DURATION], same),
    func("int64_to_duration", [INT, DURATION], (nanos: Int) => durationOf(BigInt(nanos))),
    func("string_to_duration", [STRING, DURATION], textToDuration),
  ),
];
