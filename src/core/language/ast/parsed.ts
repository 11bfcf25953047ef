import type { Expr } from "./expr.ts";

/** The stretch of source that a node came from, in UTF-16 code units from the start of the expression. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A parsed expression with everything needed to speak about its source: a range for every node id (for macros, the macro call), and for every
 * expanded macro the call as it was written.
 */
export interface ParsedExpression {
  readonly source: string;
  readonly expr: Expr;
  readonly ranges: ReadonlyMap<number, SourceRange>;
  readonly macroCalls: ReadonlyMap<number, Expr>;
}
