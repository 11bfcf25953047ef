import type { Position, Span } from "./diagnostic.ts";

/** Turns code-unit offsets of one text into lines and columns; a newline is LF, CRLF or a lone CR. */
export interface LineIndex {
  position(offset: number): Position;
  span(start: number, end: number): Span;
}

/** Indexes `text` once; each look-up is a binary search. Offsets past the end answer with the end. */
export function createLineIndex(file: string, text: string): LineIndex {
  const starts = lineStarts(text);
  const position = (offset: number): Position => {
    const at = Math.max(0, Math.min(offset, text.length));
    const line = lineOf(starts, at);
    return { offset: at, line: line + 1, column: at - (starts[line] ?? 0) + 1 };
  };
  return { position, span: (start, end) => ({ file, start: position(start), end: position(end) }) };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const newline of text.matchAll(/\r\n|\n|\r/g)) starts.push(newline.index + newline[0].length);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
