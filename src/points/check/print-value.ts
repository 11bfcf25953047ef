import { cut } from "#core/diagnostics";
import { findSecrets } from "#core/kinds";
import {
  CelError,
  CelMap,
  Double,
  Duration,
  Opaque,
  Optional,
  StructValue,
  Timestamp,
  TypeValue,
  Uint,
  Unknown,
  type Value,
} from "#core/language";

const SECRET = "(a secret)";
const SCANNED = 4096;
const LONGEST_TEXT = 120;
const MOST_ITEMS = 8;
const DEEPEST = 4;

/**
 * One value on one line, as an author would write it, cut where it is long. What is sensitive is never printed, since it is an unknown; neither
 * is a secret that nobody marked as one.
 */
export function printValue(value: Value, depth = 0): string {
  if (typeof value === "string") return printText(value);
  if (value === null || typeof value !== "object") return String(value);
  if (value instanceof Unknown) return printUnknown(value);
  if (Array.isArray(value)) return `[${printItems(value, (item: Value) => printValue(item, depth + 1), depth)}]`;
  return printScalarObject(value) ?? printMap(value, depth);
}

/** A value that stands under a name, which may tell that it is a secret (`password`). */
export function printNamed(name: Value | undefined, value: Value, depth = 0): string {
  const isSecret =
    typeof name === "string" && typeof value === "string" && hasSecret({ [name]: value.slice(0, SCANNED) });
  return isSecret ? SECRET : printValue(value, depth);
}

function printText(text: string): string {
  return hasSecret(text.slice(0, SCANNED)) ? SECRET : JSON.stringify(cut(text, LONGEST_TEXT));
}

/** What cannot be searched counts as a secret. */
function hasSecret(value: Value): boolean {
  const detectors = findSecrets(value);
  return !Array.isArray(detectors) || detectors.length > 0;
}

function printUnknown(unknown: Unknown): string {
  const reason = unknown.causes[0]?.reason ?? "not-observed";
  const text = {
    "after-apply": "known after apply",
    sensitive: "sensitive",
    "possible-link": "link not proven",
    "not-observed": "not observed",
  };
  return `(${text[reason]})`;
}

function printScalarObject(value: Value): string | null {
  if (value instanceof Double) return printDouble(value.value);
  if (value instanceof Uint) return `${value.value}u`;
  if (value instanceof Uint8Array) return `(${value.length} bytes)`;
  if (value instanceof CelError) return `(error: ${cut(value.message, LONGEST_TEXT)})`;
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Timestamp) return new Date(value.seconds * 1000).toISOString();
  if (value instanceof Duration) return `${Number(value.nanos) / 1e9}s`;
  if (value instanceof Optional) return value.value === undefined ? "none" : printValue(value.value);
  if (value instanceof Opaque) return cut(value.toString(), LONGEST_TEXT);
  return value instanceof StructValue ? value.typeName : null;
}

/** A double as it is, and never like an integer. */
function printDouble(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(1) : String(value);
}

function printMap(value: object, depth: number): string {
  const entries: readonly (readonly [Value, Value])[] =
    value instanceof CelMap ? [...value.entries()] : Object.entries(value);
  const print = ([key, item]: readonly [Value, Value]): string =>
    `${printKey(key)}: ${printNamed(key, item, depth + 1)}`;
  return `{${printItems(entries, print, depth)}}`;
}

function printKey(key: Value): string {
  return typeof key === "string" && /^[A-Za-z_][\w.-]*$/.test(key) ? cut(key, LONGEST_TEXT) : printValue(key);
}

function printItems<Item>(items: readonly Item[], print: (item: Item) => string, depth: number): string {
  if (items.length > 0 && depth >= DEEPEST) return "…";
  const shown = items.slice(0, MOST_ITEMS).map(print);
  return [...shown, ...(items.length > MOST_ITEMS ? [`… ${items.length - MOST_ITEMS} more`] : [])].join(", ");
}
