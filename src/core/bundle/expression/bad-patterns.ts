import { childrenOf, patternProblem, type Expr, type ExpressionProblem, type ParsedExpression } from "#core/language";

/** Every pattern that is written out in an expression and is none, so that a mistake in it shows before an input happens to meet it. */
export function badPatterns({ expr, ranges }: ParsedExpression): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  const pending = [expr];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    pending.push(...childrenOf(at));
    const pattern = patternOf(at);
    if (pattern?.kind !== "constant" || pattern.constant.type !== "string") continue;
    const message = patternProblem(pattern.constant.value);
    if (message === null) continue;
    const { start, end } = ranges.get(pattern.id) ?? { start: 0, end: 0 };
    problems.push({
      code: "expression-bad-pattern",
      message,
      hint: "Write it in RE2 syntax, which has no look-around and no back-references",
      start,
      end,
    });
  }
  return problems;
}

/** The pattern of `text.matches(pattern)`, `matches(text, pattern)`, `text.find(pattern)` and `text.findAll(pattern)`. */
function patternOf(expr: Expr): Expr | undefined {
  if (expr.kind !== "call") return undefined;
  if (expr.function === "matches") return expr.args.at(-1);
  return expr.function === "find" || expr.function === "findAll" ? expr.args[0] : undefined;
}
