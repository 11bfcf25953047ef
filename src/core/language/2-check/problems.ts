import { cut } from "#core/diagnostics";
import type { CallExpr, Expr } from "../ast/expr.ts";
import type { ParsedExpression, SourceRange } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";
import { displayName } from "./operators.ts";

/** The permanent codes of what can be wrong with the names and types of an expression. */
type CheckProblemCode =
  | "expression-unknown-name"
  | "expression-unknown-function"
  | "expression-unknown-field"
  | "expression-unknown-type"
  | "expression-not-a-struct"
  | "expression-no-fields"
  | "expression-wrong-argument"
  | "expression-wrong-argument-count"
  | "expression-wrong-call-style"
  | "expression-incomparable-types"
  | "expression-different-branches"
  | "expression-wrong-field-type"
  | "expression-not-iterable"
  | "expression-not-optional"
  | "expression-wrong-type"
  | "expression-too-complex";

/** What a problem says besides its place. */
export interface ProblemText {
  readonly code: CheckProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Collects the problems of one expression and quotes its source in them. */
export class CheckProblems {
  readonly list: ExpressionProblem[] = [];
  readonly #parsed: ParsedExpression;

  constructor(parsed: ParsedExpression) {
    this.#parsed = parsed;
  }

  /** Records one problem at a node. */
  report(id: number, text: ProblemText): void {
    this.#add(this.range(id), text);
  }

  /** Records one problem at the name of a field within a node. */
  reportField(id: number, field: string, text: ProblemText): void {
    const { start, end } = this.range(id);
    const at = this.#parsed.source.lastIndexOf(field, end - field.length);
    this.#add(at < start ? { start, end } : { start: at, end: at + field.length }, text);
  }

  /** Records one problem at the name of the function that a node calls, as written: with its namespace, if it has one. */
  reportName(expr: CallExpr, name: string, text: ProblemText): void {
    const { start, end } = this.range(expr.id);
    const from = expr.target === undefined ? start : this.range(expr.target.id).end;
    const at = this.#parsed.source.indexOf(expr.function, from);
    const first = name === expr.function ? at : start;
    this.#add(at === -1 || at >= end ? { start, end } : { start: first, end: at + expr.function.length }, text);
  }

  #add({ start, end }: SourceRange, { code, message, hint }: ProblemText): void {
    if (this.list.some((problem) => problem.start === start && problem.end === end && problem.code === code)) return;
    this.list.push(hint === undefined ? { code, message, start, end } : { code, message, hint, start, end });
  }

  /** Where a node came from. */
  range(id: number): SourceRange {
    return this.#parsed.ranges.get(id) ?? { start: 0, end: this.#parsed.source.length };
  }

  /** The source of a node in backticks, on one line and not too long. */
  quote(expr: Expr): string {
    const { start, end } = this.range(expr.id);
    const text = this.#parsed.source.slice(start, end).replaceAll(/\s+/g, " ").trim();
    return `\`${cut(text, MAX_QUOTE)}\``;
  }

  /** What the author calls the function of a call node: its macro, where a macro made it. */
  nameOf(id: number, name: string): string {
    const range = this.#parsed.ranges.get(id);
    for (const [macroId, call] of this.#parsed.macroCalls) {
      if (call.kind === "call" && this.#parsed.ranges.get(macroId) === range) return displayName(call.function);
    }
    return displayName(name);
  }
}

const MAX_QUOTE = 60;
