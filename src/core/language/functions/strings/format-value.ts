import {
  CelError,
  compareStrings,
  doubleNumber,
  Duration,
  isDouble,
  isInt,
  isMap,
  mapEntries,
  Opaque,
  Timestamp,
  typeNameOf,
  TypeValue,
  Uint,
  Unknown,
  type MapValue,
  type Value,
} from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { MAX_TEXT_LENGTH, tooLong } from "../limits.ts";
import { formatPlain } from "../numbers/format-double.ts";
import { formatDuration } from "../time/go-duration.ts";
import { formatTimestamp } from "../time/rfc3339.ts";

/** How deeply lists and maps may be nested in a value that is shown. */
const MAX_DEPTH = 100;

type Shown = string | CelError | Unknown;

/** A value as `%s` shows it: lists in brackets, maps in braces sorted by key, times as in conversions to text. */
export function formatValue(value: Value, depth = 0): Shown {
  if (depth > MAX_DEPTH) return invalidArgument(`The value is nested more than ${MAX_DEPTH} levels deep`);
  if (value instanceof Unknown || value instanceof CelError) return value;
  if (Array.isArray(value)) return formatList(value, depth);
  return isMap(value) ? formatMap(value, depth) : (formatScalar(value) ?? unsuited(value));
}

function unsuited(value: Value): CelError {
  return invalidArgument(`The format clause \`%s\` cannot show a value of type ${typeNameOf(value)}`);
}

function formatScalar(value: Value): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return String(value);
  if (isInt(value)) return String(value);
  if (isDouble(value)) return formatDouble(doubleNumber(value));
  if (value instanceof Uint) return String(value.value);
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof Duration) return formatDuration(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return value instanceof Opaque ? value.toString() : undefined;
}

function formatDouble(value: number): string {
  if (Number.isFinite(value)) return formatPlain(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

function formatList(list: readonly Value[], depth: number): Shown {
  const parts: string[] = [];
  const budget = { left: MAX_TEXT_LENGTH };
  for (const element of list) {
    const shown = spend(formatValue(element, depth + 1), budget);
    if (typeof shown !== "string") return shown;
    parts.push(shown);
  }
  return `[${parts.join(", ")}]`;
}

function formatMap(map: MapValue, depth: number): Shown {
  const parts: [string, string][] = [];
  const budget = { left: MAX_TEXT_LENGTH };
  for (const [key, value] of mapEntries(map)) {
    const shownKey = spend(formatValue(key, depth + 1), budget);
    if (typeof shownKey !== "string") return shownKey;
    const shown = spend(formatValue(value, depth + 1), budget);
    if (typeof shown !== "string") return shown;
    parts.push([shownKey, shown]);
  }
  const sorted = parts.toSorted((a, b) => compareStrings(a[0], b[0]));
  return `{${sorted.map(([key, value]) => `${key}: ${value}`).join(", ")}}`;
}

/** Refuses a part that makes the whole too long. */
function spend(shown: Shown, budget: { left: number }): Shown {
  if (typeof shown !== "string") return shown;
  budget.left -= shown.length + 2;
  return budget.left < 0 ? (tooLong(MAX_TEXT_LENGTH - budget.left) ?? shown) : shown;
}
