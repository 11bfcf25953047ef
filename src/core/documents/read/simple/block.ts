import type { DocumentNode, MapEntry } from "../node.ts";
import { NotSimple, type Cursor } from "./cursor.ts";
import { isPlainKey, readFlow } from "./flow.ts";
import { readBlockPlain, readBlockScalar, readQuoted } from "./scalar.ts";

const KEY = /[A-Za-z_][\w./-]*(?=:[ \n])/y;
const SPACES = / */y;
const DASH = /- +(?=[^ \n])/y;
const LINE_END = /(?: +#[^\n]*| *)(?:\n|$)/y;
/** A line that is empty or holds a comment alone; the last one may lack its line break. */
const IDLE_LINE = /(?: *#[^\n]*| *)\n|(?: *#[^\n]*| +)$/y;

/** A map or list by indentation whose first key or dash stands here, with everything in it. */
export function readBlock(cursor: Cursor, depth: number): DocumentNode {
  cursor.count(depth);
  return isDash(cursor) ? readList(cursor, depth) : readMap(cursor, depth);
}

function isDash({ text, at }: Cursor): boolean {
  return text.charAt(at) === "-" && text.charAt(at + 1) === " ";
}

function readList(cursor: Cursor, depth: number): DocumentNode {
  const column = cursor.column;
  const start = cursor.at;
  const items: DocumentNode[] = [];
  for (let more = true; more; more = goesOn(cursor, column, true)) {
    cursor.expect(DASH);
    items.push(readItem(cursor, column, depth + 1));
  }
  return { kind: "list", items, start, end: items.at(-1)?.end ?? start };
}

/** What stands after a dash: a map or list that starts on the same line, or a value. */
function readItem(cursor: Cursor, parent: number, depth: number): DocumentNode {
  const startsBlock = isDash(cursor) || startsWithKey(cursor);
  return startsBlock ? readBlock(cursor, depth) : readValue(cursor, parent, depth);
}

function startsWithKey(cursor: Cursor): boolean {
  KEY.lastIndex = cursor.at;
  return KEY.test(cursor.text);
}

function readMap(cursor: Cursor, depth: number): DocumentNode {
  const column = cursor.column;
  const start = cursor.at;
  const entries = new Map<string, MapEntry>();
  let end = start;
  for (let more = true; more; more = goesOn(cursor, column, false)) {
    const keyStart = cursor.at;
    const key = cursor.expect(KEY);
    if (entries.has(key) || !isPlainKey(key)) throw new NotSimple();
    cursor.at += 1;
    const value = readMapValue(cursor, column, depth + 1);
    entries.set(key, { keyStart, keyEnd: keyStart + key.length, value });
    // What an alias stands for has its own place, which is before the alias.
    end = value.start < keyStart ? cursor.at : value.end;
  }
  return { kind: "map", entries, start, end };
}

const ANCHOR = /&[A-Za-z]\w*(?=[ \n])/y;
const ALIAS = /\*[A-Za-z]\w*(?= *(?:\n|$| #))/y;

/** What stands after the colon of a key: a value that may have an anchor, or an alias. */
function readMapValue(cursor: Cursor, parent: number, depth: number): DocumentNode {
  const afterColon = cursor.at;
  cursor.pass(SPACES);
  if (cursor.next === "*") return cursor.alias(cursor.expect(ALIAS).slice(1));
  if (cursor.next === "&") {
    return cursor.anchor(cursor.expect(ANCHOR).slice(1), () => readMapContent(cursor, parent, depth));
  }
  cursor.at = afterColon;
  return readMapContent(cursor, parent, depth);
}

function readMapContent(cursor: Cursor, parent: number, depth: number): DocumentNode {
  const afterColon = cursor.at;
  cursor.pass(SPACES);
  if (cursor.next !== "\n" && cursor.next !== "#") return readValue(cursor, parent, depth);
  cursor.at = afterColon;
  skipToContent(cursor);
  const lineStart = cursor.at;
  cursor.pass(SPACES);
  const column = cursor.at - lineStart;
  if (column < parent || (column === parent && !isDash(cursor)) || isMarker(cursor)) throw new NotSimple();
  return isDash(cursor) || startsWithKey(cursor) ? readBlock(cursor, depth) : notSimple();
}

function readValue(cursor: Cursor, parent: number, depth: number): DocumentNode {
  const first = cursor.next;
  if (first === "[" || first === "{") return readFlow(cursor, depth, false);
  cursor.count(depth);
  if (first === "|" || first === ">") return readBlockScalar(cursor, parent);
  return readQuoted(cursor) ?? readBlockPlain(cursor);
}

/**
 * Moves to the next line with content and tells whether it goes on with what is at `column`: a list, where a dash stands there, or a map. If not,
 * the cursor is left at the start of that line.
 */
function goesOn(cursor: Cursor, column: number, isList: boolean): boolean {
  skipToContent(cursor);
  const lineStart = cursor.at;
  cursor.pass(SPACES);
  const found = cursor.at - lineStart;
  const isEnd = cursor.at >= cursor.text.length || isMarker(cursor);
  if (!isEnd && found > column) throw new NotSimple();
  if (!isEnd && found === column && isDash(cursor) === isList) return true;
  cursor.at = lineStart;
  return false;
}

/** Moves from the end of a value, or the start of a line, to the start of the next line with content. */
export function skipToContent(cursor: Cursor): void {
  if (!cursor.isAtLineStart) cursor.expect(LINE_END);
  while (cursor.pass(IDLE_LINE));
}

/** Whether a document marker stands here. */
export function isMarker({ text, at }: Cursor): boolean {
  return text.startsWith("---", at) && (at === 0 || text.charAt(at - 1) === "\n");
}

function notSimple(): never {
  throw new NotSimple();
}
