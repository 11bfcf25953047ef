import { childrenOf, parseExpression, type Expr, type ParsedExpression, type SourceRange } from "#core/language";
import type { Edit, EditedNode, Operator } from "./edit.ts";
import { mutateCall } from "./operators/calls.ts";
import { mutateComparison } from "./operators/compare.ts";
import { mutateConstant } from "./operators/constants.ts";
import { mutateList } from "./operators/lists.ts";
import { mutateLogic } from "./operators/logic.ts";

const OPERATORS: readonly Operator[] = [mutateLogic, mutateComparison, mutateConstant, mutateList, mutateCall];

/** An expression is changed in at most so many places. */
const MAX_EDITS = 500;

/**
 * Every small change of an expression, each on its own, in the order of the text; at most `MAX_EDITS`. None for a text that does not parse.
 *
 * Changes are made where the author wrote something: a macro is changed as the call that it is, never inside what it expands to.
 */
export function editExpression(source: string): readonly Edit[] {
  const result = parseExpression(source);
  if (result.kind === "rejected") return [];
  const edits = nodesOf(result.parsed).flatMap((node) => OPERATORS.flatMap((operator) => operator(node)));
  const distinct = new Map(edits.map((edit) => [applyEdit(source, edit), edit]));
  distinct.delete(source);
  return [...distinct.values()].toSorted((a, b) => a.start - b.start).slice(0, MAX_EDITS);
}

/** The expression with the change made. */
export function applyEdit(source: string, { start, end, replacement }: Edit): string {
  return source.slice(0, start) + replacement + source.slice(end);
}

function nodesOf(parsed: ParsedExpression): readonly EditedNode[] {
  const rangeOf = (expr: Expr): SourceRange => parsed.ranges.get(expr.id) ?? { start: 0, end: parsed.source.length };
  const textOf = (expr: Expr): string => {
    const { start, end } = rangeOf(expr);
    return bracketed(expr, parsed.source.slice(start, end));
  };
  return writtenNodes(parsed).map((expr) => ({ expr, textOf, rangeOf }));
}

/** The text of a node so that an operator or a method may stand beside it. */
function bracketed({ kind }: Expr, text: string): string {
  return kind === "ident" || kind === "list" || text.startsWith("(") ? text : `(${text})`;
}

/** The nodes that the author wrote: macros as calls, without what names the variables that they bind. */
function writtenNodes({ expr, macroCalls }: ParsedExpression): readonly Expr[] {
  const nodes: Expr[] = [];
  const pending = [expr];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const written = macroCalls.get(next.id) ?? next;
    nodes.push(written);
    pending.push(...childrenOf(written).filter(isChangeable(written)));
  }
  return nodes;
}

/** The name of a field in `a.?b` is a constant of the tree, but no constant that anybody wrote. */
function isChangeable(parent: Expr): (child: Expr) => boolean {
  const isOptionalField = parent.kind === "call" && parent.function === "_?._";
  return (child) => !(isOptionalField && child.kind === "constant");
}
