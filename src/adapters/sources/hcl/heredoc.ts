import type { Cursor } from "./cursor.ts";

/** The inside of a heredoc, line breaks of its last line included. */
export interface Heredoc {
  readonly start: number;
  readonly end: number;
  /** Whether the indentation that all lines share is no part of the text (`<<-`). */
  readonly flush: boolean;
}

const OPENING = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*\r?\n/uy;

/** Goes past a heredoc up to the line break behind its marker, if one begins here. */
export function takeHeredoc(cursor: Cursor): Heredoc | null {
  const begin = cursor.at;
  const opening = cursor.match(OPENING);
  if (opening === null) return null;
  const flush = opening[2] === "-";
  const marker = opening.slice(flush ? 3 : 2).trim();
  const start = cursor.at;
  if (!cursor.mayClose(marker)) return fail(cursor, marker, begin);
  for (let line = start; line < cursor.end;) {
    const found = cursor.text.indexOf("\n", line);
    const stop = found < 0 ? cursor.end : found;
    if (cursor.text.slice(line, stop).trim() === marker) {
      cursor.at = stop;
      return { start, end: line, flush };
    }
    line = stop + 1;
  }
  cursor.neverCloses(marker);
  return fail(cursor, marker, begin);
}

function fail(cursor: Cursor, marker: string, begin: number): never {
  return cursor.fail(`the text that begins with \`<<${marker}\` never ends`, begin, "hcl-truncated");
}
