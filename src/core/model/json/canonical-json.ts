import {
  CelError,
  CelMap,
  Double,
  Duration,
  Opaque,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  Unknown,
  type Value,
  type ValueObject,
} from "#core/language";
import { isList, isObject } from "./shapes.ts";

/**
 * One text for equal values, and different texts for different ones: what digests are taken over.
 *
 * Plain JSON values are written as RFC 8785 (JSON Canonicalization Scheme) says, integers with all their digits. What JSON has no form for
 * stands as `{"$writ":[<type>,…]}`; a map that has a key `$writ` itself is written in that form too, so nothing can pose as something
 * else. An unknown is written with its causes in order, without repetition.
 */
export function canonicalJson(value: Value): string {
  switch (typeof value) {
    case "string":
      return text(value);
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : tagged("double", JSON.stringify(String(value)));
    case "boolean":
    case "bigint":
      return String(value);
    default:
      return value === null ? "null" : canonicalObject(value);
  }
}

function canonicalObject(value: Exclude<Value, null | boolean | number | bigint | string>): string {
  if (isList(value)) return list(value);
  return isObject(value) ? map(value) : special(value);
}

/** Most texts need no escape, and are not worth a call of the serializer. */
function text(value: string): string {
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

const PLAIN = /^[ !#-[\]-~]*$/;

// What lists and maps are written with is on the way of every decision: texts grow in place, without lists of their parts.
function list(values: readonly Value[]): string {
  let written = "[";
  for (let at = 0; at < values.length; at++) {
    if (at > 0) written += ",";
    written += canonicalJson(values[at] ?? null);
  }
  return `${written}]`;
}

function map(object: ValueObject): string {
  let written = "{";
  for (const key of inOrder(Object.keys(object))) {
    if (written.length > 1) written += ",";
    written += `${text(key)}:${canonicalJson(object[key] ?? null)}`;
  }
  return Object.hasOwn(object, "$writ") ? `{"$writ":["map",${written}}]}` : `${written}}`;
}

/** Sorts keys, most of which are in order already. */
function inOrder(keys: readonly string[]): readonly string[] {
  for (let at = 1; at < keys.length; at++) if ((keys[at - 1] ?? "") > (keys[at] ?? "")) return keys.toSorted();
  return keys;
}

function special(value: Value): string {
  if (value instanceof Double) return tagged("double", quoted(Object.is(value.value, -0) ? "-0" : value.value));
  if (value instanceof Uint) return tagged("uint", quoted(value.value));
  if (value instanceof Uint8Array) return tagged("bytes", quoted(hex(value)));
  if (value instanceof Timestamp) return tagged("timestamp", quoted(value.seconds), quoted(value.nanos));
  if (value instanceof Duration) return tagged("duration", quoted(value.nanos));
  if (value instanceof Unknown) return tagged("unknown", ...causes(value));
  if (value instanceof CelError) return tagged("error", quoted(value.code), quoted(value.message));
  return rare(value);
}

function rare(value: Value): string {
  if (value instanceof CelMap) return tagged("map", `[${entries(value).join(",")}]`);
  if (value instanceof TypeValue) return tagged("type", quoted(value.name));
  if (value instanceof Optional)
    return tagged("optional", ...(value.value === undefined ? [] : [canonicalJson(value.value)]));
  if (value instanceof Opaque) return tagged("opaque", quoted(value.typeName), quoted(value.toString()));
  return tagged("message", canonicalJson(Object.fromEntries(Object.entries(value ?? {}))));
}

function causes(unknown: Unknown): readonly string[] {
  const written = unknown.causes.map(({ reason, path }) => `[${quoted(reason)},${quoted(path)}]`);
  return [...new Set(written)].toSorted();
}

function entries(value: CelMap): readonly string[] {
  return Array.from(value.entries(), ([key, item]) => `[${canonicalJson(key)},${canonicalJson(item)}]`).toSorted();
}

function tagged(type: string, ...parts: readonly string[]): string {
  return `{"$writ":[${[JSON.stringify(type), ...parts].join(",")}]}`;
}

function quoted(text: string | number | bigint): string {
  return JSON.stringify(String(text));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
