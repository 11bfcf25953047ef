import type { ComprehensionExpr, Expr } from "../ast/expr.ts";
import { describeType } from "../types/format-type.ts";
import { BOOL, DYN, ERROR, INT, type Type } from "../types/type.ts";
import { COMPARE_HINT } from "./call-problems.ts";
import type { Checker } from "./checker.ts";
import { isDynamic } from "./generality.ts";

/** The expansion of `all`, `exists`, `map` and the other macros: variables get the types of the range's elements. */
export function checkComprehension(checker: Checker, expr: ComprehensionExpr): Type {
  const range = checker.bindings.resolve(checker.check(expr.iterRange));
  const accumulator = { name: expr.accuVar, type: checker.check(expr.accuInit) };
  const variables = iterationVariables(checker, expr, range);
  const result = checker.within([accumulator], () => {
    checker.within(variables, () => {
      checkStep(checker, expr.loopCondition, BOOL);
      checkStep(checker, expr.loopStep, accumulator.type);
    });
    return checker.check(expr.result);
  });
  return checker.bindings.resolve(result);
}

function iterationVariables(checker: Checker, expr: ComprehensionExpr, range: Type): { name: string; type: Type }[] {
  const [first, second] = elementTypes(checker, expr.iterRange, range);
  if (expr.iterVar2 === "") return [{ name: expr.iterVar, type: range.kind === "list" ? second : first }];
  return [
    { name: expr.iterVar, type: first },
    { name: expr.iterVar2, type: second },
  ];
}

/** Index and element of a list, key and value of a map. */
function elementTypes(checker: Checker, iterRange: Expr, range: Type): readonly [Type, Type] {
  if (range.kind === "list") return [INT, range.element];
  if (range.kind === "map") return [range.key, range.value];
  if (range.kind === "param") checker.bindings.assignable(DYN, range);
  if (range.kind === "param" || isDynamic(range)) return [DYN, DYN];
  checker.problems.report(iterRange.id, {
    code: "expression-not-iterable",
    message: `${checker.problems.quote(iterRange)} is ${describeType(checker.shown(range))}, but only lists and maps have elements`,
    hint:
      range.kind === "string" ? "Look within a text with `contains`, `matches` or `split`" : "Compare the value itself",
  });
  return [ERROR, ERROR];
}

function checkStep(checker: Checker, step: Expr, wanted: Type): void {
  const actual = checker.check(step);
  if (checker.bindings.assignable(actual, wanted)) return;
  const message = `${checker.problems.quote(step)} gives ${describeType(checker.shown(actual))}, but ${describeType(checker.shown(wanted))} is needed`;
  const hint = wanted.kind === "bool" ? COMPARE_HINT : undefined;
  checker.problems.report(step.id, { code: "expression-wrong-type", message, hint });
}
