import { expression, list, oneOf, record, required, withRule, type RuleProblem, type Shape } from "#core/documents";
import { defaulted, maybe } from "./field.ts";
import { matchConditionsShape, variablesShape } from "./expressions.ts";
import { matchResourcesShape } from "./match-resources.ts";
import { anyText } from "./scalars.ts";
import type { AuditAnnotation, ParamKind, ValidatingPolicySpec } from "./types.ts";
import { validationShape } from "./validation.ts";

/** The kind of the parameters of a policy. */
export const paramKindShape: Shape<ParamKind> = record<ParamKind>("a map with `apiVersion` and `kind`", {
  apiVersion: required(anyText, "The API version of the parameters"),
  kind: required(anyText, "The kind of the parameters"),
});

const auditAnnotation: Shape<AuditAnnotation> = record<AuditAnnotation>("a map with `key` and `valueExpression`", {
  key: required(anyText, "The key of the annotation"),
  valueExpression: required(expression, "Its value, an expression that gives text or null"),
});

/** The `spec` of a ValidatingAdmissionPolicy. */
export const validatingPolicySpecShape: Shape<ValidatingPolicySpec> = withRule(
  record<ValidatingPolicySpec>("the spec of a ValidatingAdmissionPolicy", {
    failurePolicy: defaulted(oneOf(["Fail", "Ignore"]), "Fail", "What an error counts as"),
    paramKind: maybe(paramKindShape, "The kind of the parameters"),
    matchConstraints: required(matchResourcesShape, "What the policy is about"),
    matchConditions: defaulted(matchConditionsShape, [], "Conditions for the policy to apply"),
    variables: defaulted(variablesShape, [], "Named values"),
    validations: defaulted(list(validationShape, { of: "validations" }), [], "What must be true"),
    auditAnnotations: defaulted(
      list(auditAnnotation, { of: "annotations", unique: { by: (item) => item.key, what: "key" } }),
      [],
      "What is written to the audit log",
    ),
  }),
  saysSomething,
);

function saysSomething({ validations, auditAnnotations, matchConstraints }: ValidatingPolicySpec): RuleProblem | null {
  if (matchConstraints.resourceRules.length === 0) {
    const message = "`spec.matchConstraints.resourceRules` is empty, so the policy is about nothing";
    return { path: ["matchConstraints"], code: "document-empty", message, hint: "List the resources" };
  }
  if (validations.length + auditAnnotations.length > 0) return null;
  const message = "`spec` has neither validations nor audit annotations, so the policy says nothing";
  return { path: [], code: "document-empty", message, hint: "Add `validations`" };
}
