import { readFileSync } from "node:fs";
import type { Diagnostic } from "#core/diagnostics";

/** Prints diagnostics to stderr, each with its place, the line it speaks of where `lines` gives it, and what to do. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], lines: LineReader = createLineReader()): void {
  for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic, lines)}\n`);
}

/** One diagnostic as text, with the source line under it when `lines` can give it. */
export function formatDiagnostic(diagnostic: Diagnostic, lines: LineReader): string {
  const { span, severity, code, message, hint } = diagnostic;
  const place = span === undefined ? "" : `${span.file}:${span.start.line}:${span.start.column}: `;
  const excerpt = span === undefined || span.end.offset === 0 ? [] : excerptOf(diagnostic, lines);
  return [`${place}${severity}: ${message} [${code}]`, ...excerpt, ...(hint === undefined ? [] : [`  hint: ${hint}`])]
    .map(visible)
    .join("\n");
}

/** Gives no line of any file. Inputs hold secrets, so their lines are never quoted. */
export const noLines: LineReader = () => null;

/** Gives a line of a file by its number, or null. */
export type LineReader = (file: string, line: number) => string | null;

/** Reads each file once; a file that cannot be read has no lines. */
export function createLineReader(): LineReader {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = known.get(file) ?? readLines(file);
    known.set(file, lines);
    return lines[line - 1] ?? null;
  };
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split(/\r\n|\n|\r/);
  } catch {
    return [];
  }
}

const WIDEST_EXCERPT = 160;

function excerptOf({ span }: Diagnostic, lines: LineReader): readonly string[] {
  if (span === undefined) return [];
  const line = lines(span.file, span.start.line);
  if (line === null || line.length > WIDEST_EXCERPT) return [];
  const number = String(span.start.line);
  const last = span.end.line === span.start.line ? span.end.column : line.length + 1;
  const marker = "^".repeat(Math.max(1, last - span.start.column));
  const before = line.slice(0, span.start.column - 1);
  const lead = before.replaceAll(/[^\t]/g, " ");
  // What follows an open quote is a value that nobody read, of a file that may not even be a policy: it may be a secret.
  const shown = /^["']$/.test(line.slice(before.length, last - 1)) ? `${line.slice(0, last - 1)}…` : line;
  return [`  ${number} | ${shown}`, `  ${" ".repeat(number.length)} | ${lead}${marker}`];
}

/** Control characters in a user's text must not reach the terminal. */
export function visible(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
