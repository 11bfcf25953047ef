import type { ScalarNode } from "../node.ts";
import { resolvePlainScalar } from "../plain-scalar.ts";
import { NotSimple, type Cursor } from "./cursor.ts";

const BLOCK_PLAIN = /(?:[A-Za-z0-9_./($~<=+^]|-(?=\d))[^\n]*/y;
const FLOW_PLAIN = /(?:[A-Za-z0-9_./]|-(?=\d))(?:[\w./()@*+=<>$;'-]|:(?=[\w:])| (?=[\w./-])){0,2000}/y;

/** A text in quotes on one line; null when none starts here. */
export function readQuoted(cursor: Cursor): (ScalarNode & { readonly value: string }) | null {
  const start = cursor.at;
  if (cursor.next === "'") {
    const value = takeSingle(cursor).replaceAll("''", "'");
    return { kind: "scalar", value, style: "single", start, end: cursor.at };
  }
  if (cursor.next !== '"') return null;
  const written = takeDouble(cursor);
  const value = written.includes("\\") ? String(JSON.parse(`"${written}"`)) : written;
  return { kind: "scalar", value, style: "double", start, end: cursor.at };
}

function takeSingle(cursor: Cursor): string {
  const { text, at } = cursor;
  let close = text.indexOf("'", at + 1);
  while (close >= 0 && text.charAt(close + 1) === "'") close = text.indexOf("'", close + 2);
  return takeBetween(cursor, close);
}

/** What may follow a backslash here: what means the same in JSON. */
const SHARED_ESCAPES = '"\\/nt';

function takeDouble(cursor: Cursor): string {
  const { text, at } = cursor;
  let close = at + 1;
  for (; close < text.length && text.charAt(close) !== '"'; close++) {
    if (text.charAt(close) !== "\\") continue;
    close += 1;
    if (!SHARED_ESCAPES.includes(text.charAt(close))) throw new NotSimple();
  }
  return takeBetween(cursor, close);
}

/** What stands from behind the opening quote, which is here, to the closing one. */
function takeBetween(cursor: Cursor, close: number): string {
  const { text, at } = cursor;
  const written = text.slice(at + 1, close);
  if (close < 0 || close >= text.length || written.includes("\n")) throw new NotSimple();
  cursor.at = close + 1;
  return written;
}

/** An unquoted value that ends with its line. */
export function readBlockPlain(cursor: Cursor): ScalarNode {
  const start = cursor.at;
  const line = cursor.expect(BLOCK_PLAIN);
  const comment = line.indexOf(" #");
  const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  if (value.includes(": ") || value.endsWith(":")) throw new NotSimple();
  return plain(value, start);
}

/** An unquoted value inside brackets. */
export function readFlowPlain(cursor: Cursor): ScalarNode {
  const start = cursor.at;
  return plain(cursor.expect(FLOW_PLAIN), start);
}

function plain(written: string, start: number): ScalarNode {
  const value = resolvePlainScalar(written);
  if (value === undefined) throw new NotSimple();
  return { kind: "scalar", value, style: "plain", start, end: start + written.length };
}

const HEADER = /[|>]-?(?= *\n)/y;
const REST_OF_LINE = / *\n/y;
const CONTENT = /[^ \n]/g;

/** A block scalar of a parent at column `parent`: `|` and `>`, with or without `-`, whose lines are not indented any further when folded. */
export function readBlockScalar(cursor: Cursor, parent: number): ScalarNode {
  const start = cursor.at;
  const header = cursor.expect(HEADER);
  cursor.expect(REST_OF_LINE);
  const indent = indentOfContent(cursor);
  if (indent <= parent) throw new NotSimple();
  const lines = readLines(cursor, indent);
  if (indentAt(cursor) > parent && cursor.at < cursor.text.length) throw new NotSimple();
  const body = header.startsWith("|") ? lines.join("\n") : fold(lines);
  const value = header.endsWith("-") ? body : `${body}\n`;
  const end = start + cursor.text.slice(start, cursor.at).trimEnd().length;
  return { kind: "scalar", value, style: header.startsWith("|") ? "literal" : "folded", start, end };
}

/** The column of the next character that is neither space nor line break; -1 when there is none. */
function indentOfContent({ text, at }: Cursor): number {
  CONTENT.lastIndex = at;
  const content = CONTENT.exec(text)?.index;
  return content === undefined ? -1 : content - (text.lastIndexOf("\n", content) + 1);
}

/** The lines of a block scalar without their indentation and without empty lines at the end. */
function readLines(cursor: Cursor, indent: number): readonly string[] {
  const { text } = cursor;
  const indentation = " ".repeat(indent);
  const lines: string[] = [];
  let filled = 0;
  while (cursor.at < text.length) {
    const newline = text.indexOf("\n", cursor.at);
    const line = text.slice(cursor.at, newline < 0 ? text.length : newline);
    const isEmpty = line.trim() === "";
    if (isEmpty && line.length > indent) throw new NotSimple();
    if (!isEmpty && !line.startsWith(indentation)) break;
    lines.push(line.slice(indent));
    if (!isEmpty) filled = lines.length;
    cursor.at = newline < 0 ? text.length : newline + 1;
  }
  return lines.slice(0, filled);
}

function indentAt(cursor: Cursor): number {
  let at = cursor.at;
  while (cursor.text.charAt(at) === " ") at += 1;
  return at - cursor.at;
}

function fold(lines: readonly string[]): string {
  let folded = "";
  let breaks = 0;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith(" ")) throw new NotSimple();
    if (line === "") breaks += 1;
    else {
      folded += breaks > 0 ? "\n".repeat(breaks) : index === 0 ? "" : " ";
      folded += line;
      breaks = 0;
    }
  }
  return folded;
}
