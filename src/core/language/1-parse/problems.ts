import type { SourceRange } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";

/** The permanent codes of what can be wrong with an expression's text. */
type ParseProblemCode =
  | "expression-syntax"
  | "expression-unterminated-string"
  | "expression-invalid-escape"
  | "expression-number-range"
  | "expression-reserved-word"
  | "expression-invalid-macro"
  | "expression-too-long"
  | "expression-too-deep"
  | "expression-too-large";

/** Collects the problems of one expression; `full` tells when more would help nobody. */
export class ProblemList {
  readonly problems: ExpressionProblem[] = [];

  get full(): boolean {
    return this.problems.length >= MAX_PROBLEMS;
  }

  /** Records one problem, unless one is already known at the same place. */
  report(code: ParseProblemCode, range: SourceRange, message: string, hint?: string): void {
    if (this.full || this.problems.some((problem) => problem.start === range.start)) return;
    const place = { start: range.start, end: range.end };
    this.problems.push(hint === undefined ? { code, message, ...place } : { code, message, hint, ...place });
  }
}

/** Leaves the construct that cannot be parsed; the problem is already reported. Never leaves the parser. */
export class ParseAbort extends Error {
  /** A fatal abort ends the whole parse, any other the innermost list element or argument. */
  readonly fatal: boolean;

  constructor(fatal: boolean) {
    super("the expression cannot be parsed");
    this.fatal = fatal;
  }
}

const MAX_PROBLEMS = 20;
