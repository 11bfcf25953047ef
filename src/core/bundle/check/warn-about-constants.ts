import type { PolicyDocument } from "#core/documents";
import { compileExpression, EXPRESSION_COST_LIMIT, type CheckedExpression, type Value } from "#core/language";
import type { CheckedValidation } from "../bundle.ts";
import type { CheckContext } from "./check-context.ts";

/** Warns about validations that read nothing and so have one answer for every resource. */
export function warnAboutConstants(
  document: PolicyDocument,
  validations: readonly CheckedValidation[],
  context: CheckContext,
): void {
  for (const [index, { id, checked }] of validations.entries()) {
    if (readsAnything(checked)) continue;
    const message = `Validation \`${id}\` reads nothing, so it ${alwaysDoes(constantOf(checked))} whatever the resource`;
    const hint = "Read `resource.properties` or `resource.native`";
    const span = document.origin.within(["spec", "validations", index, "expression"], 0, checked.parsed.source.length);
    context.diagnostics.push({ code: "policy-constant-validation", severity: "warning", message, hint, span });
  }
}

function readsAnything({ references, environment }: CheckedExpression): boolean {
  for (const reference of references.values()) {
    if (reference.kind === "variable" && environment.variables.has(withoutDot(reference.name))) return true;
  }
  return false;
}

function withoutDot(name: string): string {
  return name.startsWith(".") ? name.slice(1) : name;
}

function constantOf(checked: CheckedExpression): Value {
  return compileExpression(checked, { backend: "closures" }).evaluate({}, { spent: 0, limit: EXPRESSION_COST_LIMIT });
}

function alwaysDoes(value: Value): string {
  if (value === true) return "always passes";
  return value === false ? "always fails" : "always gives an error";
}
