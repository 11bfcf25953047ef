import { fromUtf8, utf8 } from "../bytes/index.ts";

/** What a record is made of: JSON without fractions, so that every language writes the same bytes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A map of such values. */
export type JsonMap = { readonly [key: string]: Json };

export type ParsedJson =
  | { readonly kind: "parsed"; readonly text: string; readonly value: Json }
  | { readonly kind: "malformed"; readonly reason: string };

/** Lists and maps inside one another. */
const MOST_DEPTH = 16;

/**
 * One text for equal values: RFC 8785 (JSON Canonicalization Scheme) as UTF-8.
 *
 * Null for what the scheme or this log has no form for: a fraction, an integer beyond 2^53, half of a surrogate pair, or deeper nesting than 16.
 */
export function encodeCanonical(value: Json): Uint8Array | null {
  const text = write(value, MOST_DEPTH);
  return text === null ? null : utf8(text);
}

/** Reads JSON. Whether it is canonical is told by writing the value again: then the text is the same. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const text = fromUtf8(bytes);
  if (text === null) return { kind: "malformed", reason: "it is not UTF-8" };
  try {
    const value: Json = JSON.parse(text);
    return { kind: "parsed", text, value };
  } catch {
    return { kind: "malformed", reason: "it is not JSON" };
  }
}

function write(value: Json, depth: number): string | null {
  if (typeof value === "string") return writeText(value);
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : null;
  if (value === null || typeof value === "boolean") return String(value);
  if (depth === 0) return null;
  return isJsonList(value) ? writeList(value, depth - 1) : writeMap(value, depth - 1);
}

/** The canonical form of a text, null for half of a surrogate pair. Most texts of a record need no escape, and are not worth a call of the serializer. */
export function writeText(text: string): string | null {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  return text.isWellFormed() ? JSON.stringify(text) : null;
}

function writeList(list: readonly Json[], depth: number): string | null {
  let text = "[";
  for (let at = 0; at < list.length; at++) {
    const written = write(list[at] ?? null, depth);
    if (written === null) return null;
    text += at === 0 ? written : `,${written}`;
  }
  return `${text}]`;
}

function writeMap(map: JsonMap, depth: number): string | null {
  let text = "{";
  for (const key of inOrder(Object.keys(map))) {
    const [name, written] = [writeText(key), write(map[key] ?? null, depth)];
    if (name === null || written === null) return null;
    text += text.length === 1 ? `${name}:${written}` : `,${name}:${written}`;
  }
  return `${text}}`;
}

/** Sorts keys; those of records stand in order already. */
function inOrder(keys: readonly string[]): readonly string[] {
  for (let at = 1; at < keys.length; at++) if ((keys[at - 1] ?? "") > (keys[at] ?? "")) return keys.toSorted();
  return keys;
}

/** Tells a list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Tells a map. */
export function isJsonMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
