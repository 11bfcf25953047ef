import { list, oneOf, record, required, withRule, type RuleProblem, type Shape } from "#core/documents";
import { maybe } from "./field.ts";
import { labelSelectorShape, matchResourcesShape } from "./match-resources.ts";
import { anyText } from "./scalars.ts";
import type { ParamRef, ValidatingBindingSpec, ValidationAction } from "./types.ts";

/** Where a binding has its parameters from. */
export const paramRefShape: Shape<ParamRef> = withRule(
  record<ParamRef>("a map that says where the parameters are", {
    name: maybe(anyText, "The name of the parameters"),
    namespace: maybe(anyText, "Their namespace; without it, that of the request"),
    selector: maybe(labelSelectorShape, "The labels of the parameters, instead of their name"),
    parameterNotFoundAction: required(oneOf(["Allow", "Deny"]), "What happens when there are none"),
  }),
  refProblem,
);

function refProblem({ name, selector }: ParamRef): RuleProblem | null {
  if (((name ?? "") === "") !== (selector === null)) return null;
  const both = selector !== null;
  const message = `\`paramRef\` has ${both ? "both `name` and `selector`" : "neither `name` nor `selector`"}, but Kubernetes wants one of them`;
  return { path: [], code: "foreign-invalid-param-ref", message, hint: both ? "Remove one" : "Add `name`" };
}

/** The `spec` of a ValidatingAdmissionPolicyBinding. */
export const validatingBindingSpecShape: Shape<ValidatingBindingSpec> = withRule(
  record<ValidatingBindingSpec>("the spec of a ValidatingAdmissionPolicyBinding", {
    policyName: required(anyText, "The policy that is bound"),
    paramRef: maybe(paramRefShape, "Where the parameters are"),
    matchResources: maybe(matchResourcesShape, "What of the policy's matches is taken"),
    validationActions: required(
      list(oneOf(["Deny", "Warn", "Audit"]), {
        of: "actions",
        atLeastOne: true,
        unique: { by: (action: ValidationAction) => action, what: "action" },
      }),
      "What a failure does",
    ),
  }),
  actionsProblem,
);

function actionsProblem({ validationActions }: ValidatingBindingSpec): RuleProblem | null {
  if (!validationActions.includes("Deny") || !validationActions.includes("Warn")) return null;
  return {
    path: ["validationActions"],
    code: "foreign-deny-with-warn",
    message: "`Deny` and `Warn` stand together, which Kubernetes refuses because the denial says it already",
    hint: "Keep one of them",
  };
}
