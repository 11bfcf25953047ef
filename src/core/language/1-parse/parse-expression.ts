import type { ParsedExpression } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";
import { DEFAULT_LIMITS, type ParseLimits } from "./limits.ts";
import { DEFAULT_MACROS, type MacroLibrary, macroTable } from "./macros/libraries.ts";
import { Parser } from "./parser.ts";
import { ProblemList } from "./problems.ts";

export interface ParseOptions {
  readonly limits?: Partial<ParseLimits>;
  /** Which macros are expanded; a call of any other stays a call. */
  readonly macros?: readonly MacroLibrary[];
}

export type ParseResult =
  | { readonly kind: "parsed"; readonly parsed: ParsedExpression }
  | { readonly kind: "rejected"; readonly problems: readonly ExpressionProblem[] };

/**
 * Parses one CEL expression (cel-spec, language definition, "Syntax") and expands its macros.
 *
 * Total: whatever the text, it answers a tree within the limits or at least one problem, in time linear in the length of the text. Optional
 * syntax (`a.?b`, `a[?b]`, `[?a]`, `{?k: v}`) and field names between backticks are part of the language.
 */
export function parseExpression(source: string, options: ParseOptions = {}): ParseResult {
  const limits = options.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...options.limits };
  const list = new ProblemList();
  if (!isAcceptable(source, limits, list)) return { kind: "rejected", problems: list.problems };
  const parser = new Parser(source, limits, macroTable(options.macros ?? DEFAULT_MACROS), list);
  const expr = parser.parse();
  if (expr === undefined) return { kind: "rejected", problems: list.problems.toSorted((a, b) => a.start - b.start) };
  const { macroCalls, nodes } = parser;
  return { kind: "parsed", parsed: { source, expr, ranges: nodes.ranges, macroCalls } };
}

function isAcceptable(source: string, limits: ParseLimits, list: ProblemList): boolean {
  const whole = { start: 0, end: source.length };
  if (source.length > limits.maxLength) {
    const message = `This expression has ${source.length} characters, more than the ${limits.maxLength} allowed`;
    list.report("expression-too-long", whole, message, "Split it into several validations or variables");
  } else if (!source.isWellFormed()) {
    list.report(
      "expression-syntax",
      whole,
      "This expression holds half of a surrogate pair, which is not Unicode text",
    );
  } else if (source.trim() === "") {
    list.report("expression-syntax", whole, "This expression is empty", "Write at least one value, such as `true`");
  }
  return list.problems.length === 0;
}
