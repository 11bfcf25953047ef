import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

const JSON_ESCAPE = /^\\(?:["\\bfnrt]|u[0-9A-Fa-f]{4})/;

/** Reads a text in double quotes that ends on its line and has no escapes but those of JSON. */
export function readDoubleQuoted(cursor: Cursor): string {
  const start = cursor.at;
  const end = endOfDoubleQuoted(cursor.text, start);
  const quoted = cursor.text.slice(start, end);
  if (end < 0 || quoted.includes("\n")) throw UNUSUAL;
  cursor.at = end;
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  if (!hasJsonEscapesOnly(quoted)) throw UNUSUAL;
  const text: unknown = JSON.parse(quoted);
  if (typeof text !== "string") throw UNUSUAL;
  return text;
}

/** Reads a text in single quotes that ends on its line. */
export function readSingleQuoted(cursor: Cursor): string {
  const { text, at: start } = cursor;
  let end = text.indexOf("'", start + 1);
  while (end >= 0 && text[end + 1] === "'") end = text.indexOf("'", end + 2);
  const quoted = text.slice(start + 1, end);
  if (end < 0 || quoted.includes("\n")) throw UNUSUAL;
  cursor.at = end + 1;
  return quoted.replaceAll("''", "'");
}

/**
 * Where the text in double quotes that starts at `start` ends, its closing quote included, or -1 when it does not. A loop, because a regular
 * expression that steps over escapes exhausts its stack on texts of many megabytes.
 */
export function endOfDoubleQuoted(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return -1;
}

function hasJsonEscapesOnly(quoted: string): boolean {
  for (let at = quoted.indexOf("\\"); at >= 0;) {
    const escape = JSON_ESCAPE.exec(quoted.slice(at, at + 6));
    if (!escape) return false;
    at = quoted.indexOf("\\", at + escape[0].length);
  }
  return true;
}
