/**
 * Something wrong with an expression, placed by UTF-16 offsets from its start. Whoever owns the document that holds the expression turns it
 * into a `Diagnostic`, which has the file, line and column.
 */
export interface ExpressionProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}
