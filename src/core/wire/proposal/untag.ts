import {
  CelError,
  CelMap,
  Double,
  Duration,
  Timestamp,
  Uint,
  Unknown,
  type CelErrorCode,
  type UnknownCause,
  type UnknownReason,
  type Value,
  type ValueObject,
} from "#core/language";
import { isList, isObject, setOwn } from "#core/model";

/** The one key of an object that stands for a value which JSON has no form for; `canonicalJson` writes it. */
const TAG = "$writ";

/**
 * Gives back the values that `canonicalJson` wrote as `{"$writ":[<type>,…]}`: not known, errors, double, uint, bytes, timestamp, duration, and maps that have
 * such a key themselves. Answers `undefined` when something has that key and is none of these: it must not be taken for a plain object.
 */
export function untag(value: Value): Value | undefined {
  if (isList(value)) return untagList(value);
  if (!isObject(value)) return value;
  return Object.hasOwn(value, TAG) ? readTag(value) : untagObject(value);
}

function untagList(list: readonly Value[]): Value | undefined {
  let copy: Value[] | undefined;
  for (const [index, before] of list.entries()) {
    const after = untag(before);
    if (after === undefined) return undefined;
    if (after !== before) (copy ??= [...list])[index] = after;
  }
  return copy ?? list;
}

function untagObject(object: ValueObject): ValueObject | undefined {
  let copy: Record<string, Value> | undefined;
  for (const key of Object.keys(object)) {
    const before = object[key] ?? null;
    const after = untag(before);
    if (after === undefined) return undefined;
    if (after !== before) setOwn((copy ??= { ...object }), key, after);
  }
  return copy ?? object;
}

function readTag(object: ValueObject): Value | undefined {
  const content = object[TAG] ?? null;
  if (!isList(content) || Object.keys(object).length !== 1) return undefined;
  const [type, ...parts] = content;
  if (typeof type !== "string" || !Object.hasOwn(READERS, type)) return undefined;
  return READERS[type]?.(parts);
}

const READERS: Readonly<Record<string, (parts: readonly Value[]) => Value | undefined>> = {
  unknown: (parts) => readUnknown(parts),
  double: ([text]) =>
    isMatch(text, /^(?:-?\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,3})?|-?Infinity|NaN)$/)
      ? new Double(Number(text))
      : undefined,
  uint: ([text]) => (isMatch(text, /^\d{1,20}$/) ? inRange(BigInt(text)) : undefined),
  bytes: ([text]) => (isMatch(text, /^(?:[0-9a-f]{2})*$/) ? bytesOf(text) : undefined),
  timestamp: ([seconds, nanos]) =>
    isMatch(seconds, /^-?\d{1,12}$/) && isMatch(nanos, /^\d{1,9}$/)
      ? new Timestamp(Number(seconds), Number(nanos))
      : undefined,
  duration: ([nanos]) => (isMatch(nanos, /^-?\d{1,21}$/) ? new Duration(BigInt(nanos)) : undefined),
  error: ([code, message]) => {
    const known = ERRORS.find((one) => one === code);
    return known === undefined || typeof message !== "string" ? undefined : new CelError(known, message);
  },
  map: ([content = null]) =>
    isList(content) ? readPairs(content) : isObject(content) ? untagObject(content) : undefined,
};

function isMatch(value: Value | undefined, form: RegExp): value is string {
  return typeof value === "string" && form.test(value);
}

function inRange(value: bigint): Uint | undefined {
  return value < 1n << 64n ? new Uint(value) : undefined;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}

const ERRORS: readonly CelErrorCode[] = [
  "no-such-key",
  "no-such-field",
  "no-such-overload",
  "no-such-variable",
  "index-out-of-range",
  "division-by-zero",
  "overflow",
  "invalid-argument",
  "invalid-conversion",
  "duplicate-key",
  "cost-exceeded",
];

const REASONS: readonly UnknownReason[] = ["after-apply", "sensitive", "possible-link", "not-observed"];

function readUnknown(parts: readonly Value[]): Unknown | undefined {
  const causes: UnknownCause[] = [];
  for (const part of parts) {
    const [reason, path] = isList(part) ? part : [];
    const known = REASONS.find((one) => one === reason);
    if (known === undefined || typeof path !== "string") return undefined;
    causes.push({ reason: known, path });
  }
  return causes.length === 0 ? undefined : new Unknown(causes);
}

function readPairs(pairs: readonly Value[]): CelMap | undefined {
  const entries: (readonly [Value, Value])[] = [];
  for (const pair of pairs) {
    const [key, value] = isList(pair) ? pair.map(untag) : [];
    if (!isKey(key) || value === undefined) return undefined;
    entries.push([key, value]);
  }
  return new CelMap(entries);
}

function isKey(key: Value | undefined): key is Value {
  return (
    typeof key === "string" ||
    typeof key === "boolean" ||
    typeof key === "number" ||
    typeof key === "bigint" ||
    key instanceof Uint
  );
}
