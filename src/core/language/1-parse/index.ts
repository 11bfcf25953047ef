import type { ParsedExpression } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";

/** Limits of one expression's text; beyond them parsing answers a problem instead of using more memory or stack. */
export interface ParseLimits {
  readonly maxLength: number;
  readonly maxDepth: number;
  readonly maxNodes: number;
}

export interface ParseOptions {
  readonly limits?: Partial<ParseLimits>;
}

export type ParseResult =
  | { readonly kind: "parsed"; readonly parsed: ParsedExpression }
  | { readonly kind: "rejected"; readonly problems: readonly ExpressionProblem[] };

/** Parses one CEL expression and expands its macros. */
export function parseExpression(_source: string, _options: ParseOptions = {}): ParseResult {
  throw new Error("not built yet");
}
