import type { Span } from "./diagnostic.ts";

/** The place of what is said of a file as a whole: its start, without any text. */
export function startOfFile(file: string): Span {
  const start = { offset: 0, line: 1, column: 1 };
  return { file, start, end: start };
}
