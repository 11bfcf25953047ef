import type { Value } from "#core/language";
import { Cursor } from "./cursor.ts";
import { readFlow } from "./flow.ts";
import { readLiteral } from "./literal.ts";
import { put } from "../json/members.ts";
import type { Fields } from "./object.ts";
import { isRefused, resolvePlain } from "./plain-scalar.ts";
import { readDoubleQuoted, readSingleQuoted } from "./quoted.ts";
import { Trail } from "./trail.ts";
import { UNUSUAL } from "./unusual.ts";

/** Beyond this depth the library decides, which knows how to complain. */
const MAX_DEPTH = 64;

const KEY = /(?:[A-Za-z_/$][\w./$-]*|[0-9][\w./-]*|"[^"\\\n]+"|'[^'\n]+'):(?= |$)/my;
const PLAIN_START = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-[^\s]/y;

/**
 * Reads the plain style in which nearly all manifests are written: block mappings and sequences, one-line scalars, literal block scalars,
 * one-line flow collections. Answers undefined for whatever is unusual or wrong, which the YAML library then reads or explains.
 *
 * INVARIANT (fast is right): whenever it answers a value, the library answers the same value. `\r` and tabs are unusual.
 */
export function readFast(text: string): Value | undefined {
  return readDocument(text, null);
}

/** Finds stretches of one YAML document by their paths. */
export type FindRange = (path: readonly (string | number)[]) => readonly [number, number] | undefined;

/** Reads a document once and remembers where everything stands; undefined when it takes the full reader. */
export function createFastFinder(text: string): FindRange | undefined {
  const trail = new Trail();
  return readDocument(text, trail) === undefined ? undefined : (path) => trail.find(path) ?? [0, text.length];
}

function readDocument(text: string, trail: Trail | null): Value | undefined {
  if (text.includes("\t") || text.includes("\r")) return undefined;
  try {
    return new BlockReader(new Cursor(text), trail).document();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

class BlockReader {
  readonly #cursor: Cursor;
  readonly #trail: Trail | null;
  #depth = 0;

  constructor(cursor: Cursor, trail: Trail | null) {
    this.#cursor = cursor;
    this.#trail = trail;
  }

  document(): Value {
    if (this.#cursor.indent !== 0) throw UNUSUAL;
    const value = this.#block();
    if (this.#cursor.indent >= 0) throw UNUSUAL;
    return value;
  }

  /** Reads the collection that starts with the current line. */
  #block(): Value {
    if (++this.#depth > MAX_DEPTH) throw UNUSUAL;
    const value = this.#cursor.atDash() ? this.#sequence() : this.#mapping();
    this.#depth--;
    return value;
  }

  #mapping(): Value {
    const cursor = this.#cursor;
    const { indent } = cursor;
    const fields: Fields = {};
    while (cursor.indent === indent) {
      const start = cursor.at;
      const key = this.#key();
      if (Object.hasOwn(fields, key)) throw UNUSUAL;
      this.#trail?.enter(key);
      put(fields, key, this.#valueOf(indent));
      this.#trail?.leave(start, cursor.end);
    }
    if (cursor.indent > indent) throw UNUSUAL;
    return fields;
  }

  #sequence(): Value {
    const cursor = this.#cursor;
    const { indent } = cursor;
    const items: Value[] = [];
    while (cursor.indent === indent && cursor.atDash()) {
      const start = cursor.at++;
      this.#trail?.enter(items.length);
      items.push(this.#item(indent));
      this.#trail?.leave(start, cursor.end);
    }
    if (cursor.indent > indent) throw UNUSUAL;
    return items;
  }

  #item(indent: number): Value {
    const cursor = this.#cursor;
    const dash = cursor.at;
    cursor.end = dash;
    if (cursor.restIsEmpty()) return this.#nested(indent, false);
    cursor.skipSpaces();
    if (!cursor.atDash() && !this.#atKey()) return this.#scalar(indent);
    cursor.indent = indent + 1 + cursor.at - dash;
    return this.#block();
  }

  #key(): string {
    const key = this.#cursor.take(KEY).slice(0, -1);
    this.#cursor.end = this.#cursor.at;
    const first = key.charCodeAt(0);
    if (first === 34 || first === 39) return key.slice(1, -1);
    const value = resolvePlain(key);
    if (typeof value !== "string") throw UNUSUAL;
    return value;
  }

  #valueOf(indent: number): Value {
    if (this.#cursor.restIsEmpty()) return this.#nested(indent, true);
    this.#cursor.skipSpaces();
    return this.#scalar(indent);
  }

  /** The value on the lines below; a sequence may stand as far left as the key that it belongs to. */
  #nested(indent: number, belowKey: boolean): Value {
    const cursor = this.#cursor;
    cursor.nextLine();
    if (cursor.indent > indent || (belowKey && cursor.indent === indent && cursor.atDash())) return this.#block();
    return null;
  }

  /** Reads a value that starts on the current line, and enters the line behind it. */
  #scalar(indent: number): Value {
    const cursor = this.#cursor;
    const first = cursor.text[cursor.at];
    if (first === "|") return readLiteral(cursor, indent);
    let value: Value;
    if (first === '"') value = readDoubleQuoted(cursor);
    else if (first === "'") value = readSingleQuoted(cursor);
    else if (first === "[" || first === "{") value = readFlow(cursor, this.#trail);
    else value = this.#plain();
    cursor.end = cursor.at;
    if (!cursor.restIsEmpty()) throw UNUSUAL;
    cursor.nextLine();
    if (cursor.indent > indent) throw UNUSUAL;
    return value;
  }

  #plain(): Value {
    const cursor = this.#cursor;
    PLAIN_START.lastIndex = cursor.at;
    if (!PLAIN_START.test(cursor.text)) throw UNUSUAL;
    const line = cursor.text.slice(cursor.at, cursor.lineEnd(cursor.at));
    const comment = line.indexOf(" #");
    const plain = (comment >= 0 ? line.slice(0, comment) : line).trimEnd();
    if (plain.includes(": ") || plain.endsWith(":")) throw UNUSUAL;
    const value = resolvePlain(plain);
    if (isRefused(value)) throw UNUSUAL;
    cursor.at += plain.length;
    return value;
  }

  #atKey(): boolean {
    KEY.lastIndex = this.#cursor.at;
    return KEY.test(this.#cursor.text);
  }
}
