import type { Diagnostic, LineIndex } from "#core/diagnostics";

/** Something wrong with a file's text, before it is known what the text means. */
export interface ReadProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** A problem as a diagnostic of the file that `lines` indexes. */
export function toDiagnostic(problem: ReadProblem, lines: LineIndex): Diagnostic {
  const { code, message, hint, start, end } = problem;
  const span = lines.span(start, end);
  return hint === undefined
    ? { code, severity: "error", message, span }
    : { code, severity: "error", message, hint, span };
}
