import type { DocumentNode, MapEntry } from "../node.ts";
import { NotSimple, type Cursor } from "./cursor.ts";
import { readFlowPlain, readQuoted } from "./scalar.ts";

/** What may stand between the parts of a collection in brackets. */
const BLANKS = { line: / */y, any: /[ \n]*/y };
const PLAIN_KEY = /[A-Za-z_][\w./-]*(?=: )/y;

/** A list or map in brackets; `spread` allows it to run over several lines, as in JSON. */
export function readFlow(cursor: Cursor, depth: number, spread: boolean): DocumentNode {
  const blanks = spread ? BLANKS.any : BLANKS.line;
  return readCollection({ cursor, blanks }, depth);
}

interface Flow {
  readonly cursor: Cursor;
  readonly blanks: RegExp;
}

function readValue(flow: Flow, depth: number): DocumentNode {
  const { cursor } = flow;
  if (cursor.next === "[" || cursor.next === "{") return readCollection(flow, depth);
  cursor.count(depth);
  return readQuoted(cursor) ?? readFlowPlain(cursor);
}

function readCollection(flow: Flow, depth: number): DocumentNode {
  const { cursor } = flow;
  const start = cursor.at;
  cursor.count(depth);
  const isList = cursor.next === "[";
  const items: DocumentNode[] = [];
  const entries = new Map<string, MapEntry>();
  const close = isList ? "]" : "}";
  cursor.at += 1;
  cursor.pass(flow.blanks);
  for (let more = !cursor.skip(close); more; more = anotherFollows(flow, close)) {
    if (isList) items.push(readValue(flow, depth + 1));
    else readEntry(flow, entries, depth + 1);
  }
  return isList ? { kind: "list", items, start, end: cursor.at } : { kind: "map", entries, start, end: cursor.at };
}

/** Moves over the comma before another part, or over the end of the collection. */
function anotherFollows({ cursor, blanks }: Flow, close: string): boolean {
  cursor.pass(blanks);
  if (cursor.skip(close)) return false;
  if (!cursor.skip(",")) throw new NotSimple();
  cursor.pass(blanks);
  return true;
}

function readEntry(flow: Flow, entries: Map<string, MapEntry>, depth: number): void {
  const { cursor } = flow;
  const keyStart = cursor.at;
  const quoted = readQuoted(cursor);
  const key = quoted === null ? cursor.expect(PLAIN_KEY) : quoted.value;
  const keyEnd = cursor.at;
  if (cursor.next !== ":" || entries.has(key) || (quoted === null ? !isPlainKey(key) : key.length > 150))
    throw new NotSimple();
  cursor.at += 1;
  cursor.pass(flow.blanks);
  entries.set(key, { keyStart, keyEnd, value: readValue(flow, depth) });
}

/** Whether an unquoted key is text and of a length that YAML allows: `true` and `null` are not. */
export function isPlainKey(key: string): boolean {
  return key.length < 1000 && !/^(?:true|false|null)$/i.test(key);
}
