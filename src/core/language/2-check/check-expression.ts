import type { ParsedExpression } from "../ast/parsed.ts";
import type { ExpressionProblem } from "../problem.ts";
import type { Environment } from "../types/environment.ts";
import { describeType } from "../types/format-type.ts";
import type { Type } from "../types/type.ts";
import type { CheckedExpression } from "./checked.ts";
import { COMPARE_HINT } from "./call-problems.ts";
import { Checker } from "./checker.ts";
import { namesOf } from "./names.ts";
import { CheckProblems } from "./problems.ts";
import { TypesTooComplex } from "./type-bindings.ts";

export type CheckResult =
  | { readonly kind: "checked"; readonly checked: CheckedExpression }
  | { readonly kind: "rejected"; readonly problems: readonly ExpressionProblem[] };

/**
 * Resolves names and types; with `expected`, an expression of another type is rejected too.
 *
 * The rules are those of cel-go's checker (cel-spec, language definition, "Type Checking"): `dyn` goes anywhere, null stands for structs,
 * wrappers, times and optionals, and literals of mixed elements are `dyn`. Names in the environment are never guessed: whatever is unknown is a
 * problem.
 */
export function checkExpression(parsed: ParsedExpression, environment: Environment, expected?: Type): CheckResult {
  try {
    return check(parsed, environment, expected);
  } catch (cause) {
    if (!(cause instanceof TypesTooComplex)) throw cause;
    const problems = new CheckProblems(parsed);
    const message = "The types within this expression are too complex to check";
    problems.report(parsed.expr.id, { code: "expression-too-complex", message, hint: "Nest maps less deep" });
    return { kind: "rejected", problems: problems.list };
  }
}

function check(parsed: ParsedExpression, environment: Environment, expected: Type | undefined): CheckResult {
  const checker = new Checker(parsed, namesOf(environment));
  const type = checker.check(parsed.expr);
  const { list } = checker.problems;
  if (expected !== undefined && list.length === 0) requireType(checker, type, expected);
  if (list.length > 0)
    return { kind: "rejected", problems: list.toSorted((a, b) => a.start - b.start || a.end - b.end) };
  return { kind: "checked", checked: settle(checker, parsed, environment) };
}

function requireType(checker: Checker, type: Type, expected: Type): void {
  if (checker.bindings.assignable(type, expected)) return;
  const actual = describeType(checker.shown(type));
  const message = `This expression gives ${actual}, but ${describeType(expected)} is needed`;
  checker.problems.report(checker.parsed.expr.id, {
    code: "expression-wrong-type",
    message,
    hint: turnHint(type, expected),
  });
}

/** How a value of one type is turned into what is needed. */
function turnHint(type: Type, expected: Type): string | undefined {
  if (expected.kind === "string") return "Convert it: `string(...)`";
  if (expected.kind !== "bool") return undefined;
  if (type.kind === "opaque" && type.name === "optional_type")
    return "Say what counts when it is absent, as in `.orValue(false)`";
  return type.kind === "list" || type.kind === "map"
    ? "Ask with `exists` or `all`, or compare its `size(...)`"
    : COMPARE_HINT;
}

function settle(checker: Checker, parsed: ParsedExpression, environment: Environment): CheckedExpression {
  const { types, references, bindings } = checker;
  for (const [id, type] of types) {
    const settled = bindings.resolveFully(type);
    if (settled !== type) types.set(id, settled);
  }
  return { parsed, environment, type: types.get(parsed.expr.id)!, types, references };
}
