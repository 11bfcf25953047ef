import type { PolicyDocument } from "#core/documents";
import type { Expr } from "#core/language";
import { fieldReads } from "../expression/field-reads.ts";
import { reportAt, type CheckContext } from "./check-context.ts";
import type { ParsedPolicy } from "./parse-policy.ts";

/** Warns about variables and parameters that no expression of the policy reads. */
export function warnAboutUnused(document: PolicyDocument, parsed: ParsedPolicy, context: CheckContext): void {
  const parameters = Object.keys(document.spec.parameters);
  if (parsed.variables.length === 0 && parameters.length === 0) return;
  const expressions = expressionsOf(parsed);
  const variables = readIn(expressions, "variables");
  for (const [index, { name }] of parsed.variables.entries()) {
    if (variables.has(name)) continue;
    const message = `Variable \`${name}\` is never used`;
    const hint = `Remove it, or read it as \`variables.${name}\``;
    const problem = { code: "policy-unused-variable", severity: "warning", message, hint } as const;
    reportAt(document, { ...problem, path: ["spec", "variables", index, "name"] }, context);
  }
  const used = readIn(expressions, "params");
  for (const name of parameters.filter((parameter) => !used.has(parameter))) {
    const message = `Parameter \`${name}\` is never used`;
    const hint = `Remove it, or read it as \`params.${name}\``;
    const problem = { code: "policy-unused-parameter", severity: "warning", message, hint, atKey: true } as const;
    reportAt(document, { ...problem, path: ["spec", "parameters", name] }, context);
  }
}

function expressionsOf({ matchConditions, variables, validations }: ParsedPolicy): readonly Expr[] {
  const named = [...matchConditions, ...variables].map(({ parsed }) => parsed.parsed.expr);
  const messages = validations.flatMap(({ parsedMessage }) =>
    parsedMessage === null ? [] : [parsedMessage.parsed.expr],
  );
  return [...named, ...validations.map(({ parsed }) => parsed.parsed.expr), ...messages];
}

function readIn(expressions: readonly Expr[], name: string): ReadonlySet<string> {
  return new Set(expressions.flatMap((expr) => fieldReads(expr, name).map(({ field }) => field)));
}
