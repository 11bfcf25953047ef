import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

const DOUBLE_QUOTED = /"(?:[^"\\\n]|\\["\\bfnrt]|\\u[0-9A-Fa-f]{4})*"/y;
const SINGLE_QUOTED = /'(?:[^'\n]|'')*'/y;

/** Reads a text in double quotes that ends on its line and has no escapes but those of JSON. */
export function readDoubleQuoted(cursor: Cursor): string {
  const quoted = cursor.take(DOUBLE_QUOTED);
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  const text: unknown = JSON.parse(quoted);
  if (typeof text !== "string") throw UNUSUAL;
  return text;
}

/** Reads a text in single quotes that ends on its line. */
export function readSingleQuoted(cursor: Cursor): string {
  return cursor.take(SINGLE_QUOTED).slice(1, -1).replaceAll("''", "'");
}
