/** A place in a text. Lines and columns count from 1, columns in UTF-16 code units; `offset` counts code units from 0. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a named text, `end` exclusive. */
export interface Span {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

export type DiagnosticSeverity = "error" | "warning";

/**
 * Something wrong with what an author wrote or a user handed in: a value, never an exception.
 *
 * `code` is permanent kebab-case. `message` is one sentence without a full stop that says what is wrong and why, user values in
 * backticks; `hint` says what to do about it. `span` is present whenever the place is known.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  readonly message: string;
  readonly hint?: string;
  readonly span?: Span;
}
