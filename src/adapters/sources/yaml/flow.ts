import type { Value } from "#core/language";
import type { Cursor } from "./cursor.ts";
import { put } from "../json/members.ts";
import type { Fields } from "./object.ts";
import { isRefused, resolvePlain } from "./plain-scalar.ts";
import { readDoubleQuoted, readSingleQuoted } from "./quoted.ts";
import type { Trail } from "./trail.ts";
import { UNUSUAL } from "./unusual.ts";

const FLOW_PLAIN = /[A-Za-z0-9_./$+-][\w./$+ -]*/y;
const MAX_FLOW_DEPTH = 16;

/** Reads a flow collection, `[…]` or `{…}`, that ends on its line. */
export function readFlow(cursor: Cursor, trail: Trail | null, depth = 0): Value {
  if (depth > MAX_FLOW_DEPTH) throw UNUSUAL;
  const open = cursor.text[cursor.at];
  step(cursor);
  return open === "[" ? readSequence(cursor, trail, depth) : readMapping(cursor, trail, depth);
}

function readSequence(cursor: Cursor, trail: Trail | null, depth: number): Value {
  const items: Value[] = [];
  while (!closes(cursor, "]")) {
    const start = cursor.at;
    trail?.enter(items.length);
    items.push(readValue(cursor, trail, depth));
    trail?.leave(start, cursor.end);
    separate(cursor, "]");
  }
  return items;
}

function readMapping(cursor: Cursor, trail: Trail | null, depth: number): Value {
  const fields: Fields = {};
  while (!closes(cursor, "}")) {
    const start = cursor.at;
    const key = readValue(cursor, null, depth);
    if (typeof key !== "string" || Object.hasOwn(fields, key)) throw UNUSUAL;
    if (cursor.text[cursor.at] !== ":" || cursor.text[cursor.at + 1] !== " ") throw UNUSUAL;
    step(cursor);
    trail?.enter(key);
    put(fields, key, readValue(cursor, trail, depth));
    trail?.leave(start, cursor.end);
    separate(cursor, "}");
  }
  return fields;
}

function readValue(cursor: Cursor, trail: Trail | null, depth: number): Value {
  const first = cursor.text[cursor.at];
  let value: Value;
  if (first === "[" || first === "{") value = readFlow(cursor, trail, depth + 1);
  else if (first === '"') value = readDoubleQuoted(cursor);
  else if (first === "'") value = readSingleQuoted(cursor);
  else value = resolvePlain(readPlain(cursor));
  if (isRefused(value)) throw UNUSUAL;
  cursor.end = cursor.at;
  cursor.skipSpaces();
  return value;
}

function readPlain(cursor: Cursor): string {
  const taken = cursor.take(FLOW_PLAIN);
  const plain = taken.trimEnd();
  if (plain === "-" || plain.startsWith("- ")) throw UNUSUAL;
  cursor.at -= taken.length - plain.length;
  return plain;
}

function separate(cursor: Cursor, close: string): void {
  const next = cursor.text[cursor.at];
  if (next === ",") step(cursor);
  else if (next !== close) throw UNUSUAL;
}

function closes(cursor: Cursor, close: string): boolean {
  if (cursor.text[cursor.at] !== close) return false;
  cursor.at++;
  return true;
}

function step(cursor: Cursor): void {
  cursor.at++;
  cursor.skipSpaces();
}
