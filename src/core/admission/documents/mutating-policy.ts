import { oneOf, record, required, withRule, type RuleProblem, type Shape } from "#core/documents";
import { defaulted, maybe } from "./field.ts";
import { matchConditionsShape, variablesShape } from "./expressions.ts";
import { matchResourcesShape } from "./match-resources.ts";
import type { MutatingPolicySpec } from "./mutating-types.ts";
import { mutationsShape } from "./mutations.ts";
import { paramKindShape } from "./validating-policy.ts";

/** The `spec` of a MutatingAdmissionPolicy. */
export const mutatingPolicySpecShape: Shape<MutatingPolicySpec> = withRule(
  record<MutatingPolicySpec>("the spec of a MutatingAdmissionPolicy", {
    failurePolicy: defaulted(oneOf(["Fail", "Ignore"]), "Fail", "What an error counts as"),
    paramKind: maybe(paramKindShape, "The kind of the parameters"),
    matchConstraints: required(matchResourcesShape, "What the policy is about"),
    matchConditions: defaulted(matchConditionsShape, [], "Conditions for the policy to apply"),
    variables: defaulted(variablesShape, [], "Named values"),
    mutations: required(mutationsShape, "What is changed"),
    reinvocationPolicy: required(oneOf(["Never", "IfNeeded"]), "Whether it is asked again after later changes"),
  }),
  matchProblem,
);

function matchProblem({ matchConstraints: { resourceRules } }: MutatingPolicySpec): RuleProblem | null {
  if (resourceRules.length === 0) {
    const message = "`spec.matchConstraints.resourceRules` is empty, so the policy is about nothing";
    return { path: ["matchConstraints"], code: "document-empty", message, hint: "List the resources" };
  }
  const at = resourceRules.findIndex(({ operations }) => operations.includes("DELETE"));
  if (at === -1) return null;
  const message = "A mutating policy cannot be about `DELETE`, since there is no object left to change";
  const path = ["matchConstraints", "resourceRules", at, "operations"];
  return { path, code: "foreign-mutates-deleted", message, hint: "Remove `DELETE`" };
}
