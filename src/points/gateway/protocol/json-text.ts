import { Double, type Value } from "#core/language";
import { isList, isObject } from "#core/model";

/** Writes a value that was read from JSON as JSON again: integers with all their digits, doubles as doubles. */
export function jsonText(value: Value): string {
  return isPlain(value) ? JSON.stringify(value) : exactText(value);
}

/** Whether the engine writes a value as it was: nothing in it is a number that JavaScript has no literal for. */
function isPlain(value: Value): boolean {
  if (value === null || typeof value !== "object") return typeof value !== "bigint";
  if (isList(value)) return value.every(isPlain);
  if (!isObject(value)) return false;
  for (const key in value) if (!isPlain(value[key] ?? null)) return false;
  return true;
}

function exactText(value: Value): string {
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? String(value) : plain(value);
  if (isList(value)) return `[${value.map(exactText).join(",")}]`;
  if (value instanceof Double) return doubleText(value.value);
  if (!isObject(value)) throw new TypeError("Only what was read from JSON is written as JSON");
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${exactText(member)}`)
    .join(",")}}`;
}

function plain(value: string | number | boolean | null): string {
  return JSON.stringify(value);
}

function doubleText(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The value of a member of the outermost object as it was written, in a text that is known to be JSON; null where it is not there in so many letters.
 *
 * What goes on unchanged goes on as these bytes, so that nothing is written anew.
 */
export function memberText(text: string, name: string): string | null {
  const key = `"${name}"`;
  let at = text.indexOf("{") + 1;
  for (;;) {
    const start = text.indexOf('"', at);
    if (start === -1) return null;
    const end = stringEnd(text, start);
    const value = skipSpace(text, text.indexOf(":", end) + 1);
    const valueEnd = skipValue(text, value);
    if (text.slice(start, end) === key) return text.slice(value, valueEnd).trimEnd();
    at = valueEnd;
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return at;
      depth--;
    } else if (code === 0x2c && depth === 0) return at;
  }
  return at;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}
