import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";

const HEADER = /\|[-+]?(?: +#.*| *)$/my;

/**
 * Reads a `|` block scalar of a parent indented by `indent`, and enters the line behind it. Its lines are those indented as far as its first line
 * that is not empty.
 */
export function readLiteral(cursor: Cursor, indent: number): string {
  const indicator = cursor.take(HEADER).charAt(1);
  const first = cursor.lineEnd(cursor.at) + 1;
  const column = columnOf(cursor, first);
  if (column <= indent) throw UNUSUAL;
  const lines: string[] = [];
  let start = first;
  for (; start < cursor.text.length; start = cursor.lineEnd(start) + 1) {
    const line = cursor.text.slice(start, cursor.lineEnd(start));
    if (isOutside(line, column)) break;
    lines.push(line.slice(column));
  }
  if (start > cursor.text.length) throw UNUSUAL;
  cursor.end = start - 1;
  cursor.enterLine(start);
  if (cursor.indent > indent) throw UNUSUAL;
  return chomp(lines, indicator);
}

/** How far the first line that is not empty is indented; the empty ones before it must not hold spaces. */
function columnOf(cursor: Cursor, first: number): number {
  let start = first;
  while (cursor.text[start] === "\n") start++;
  let at = start;
  while (cursor.text.charCodeAt(at) === 32) at++;
  return cursor.text[at] === "\n" || at >= cursor.text.length ? -1 : at - start;
}

function isOutside(line: string, column: number): boolean {
  const spaces = line.search(/[^ ]/);
  return spaces >= 0 && spaces < column;
}

/** Applies the chomping indicator: keep the trailing line breaks, strip them, or clip them to one. */
function chomp(lines: readonly string[], indicator: string): string {
  const text = lines.map((line) => `${line}\n`).join("");
  if (indicator === "+") return text;
  let end = text.length;
  while (text[end - 1] === "\n") end--;
  return indicator === "-" || end === 0 ? text.slice(0, end) : text.slice(0, end + 1);
}
