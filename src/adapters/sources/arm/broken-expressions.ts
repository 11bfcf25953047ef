import type { Value } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import type { TemplateProblem } from "./deployment.ts";
import { isExpression, parseExpression } from "./expressions/parse.ts";

const MOST_PROBLEMS = 100;

/** The expressions of a template that cannot be parsed, each with its place. What they stand for is unknown. */
export function brokenExpressions(template: Value): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  search(template, [], problems);
  return problems;
}

function search(value: Value, path: Path, problems: TemplateProblem[]): void {
  if (problems.length >= MOST_PROBLEMS) return;
  if (typeof value === "string") {
    if (isExpression(value) && parseExpression(value).kind === "rejected") problems.push(broken(path));
  } else if (isList(value)) {
    for (const [at, element] of value.entries()) search(element, [...path, at], problems);
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) search(part, [...path, name], problems);
  }
}

function broken(path: Path): TemplateProblem {
  return {
    code: "arm-expression",
    severity: "error",
    message: "Cannot read an expression: a bracket, quote or comma is missing, or it is too long or too deep",
    hint: "Correct it, or write `[[` where the text shall begin with a bracket",
    path,
    unresolved: true,
  };
}
