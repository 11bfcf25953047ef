import { record, required, type Shape } from "#core/documents";
import { maybe } from "./field.ts";
import { matchResourcesShape } from "./match-resources.ts";
import type { MutatingBindingSpec } from "./mutating-types.ts";
import { anyText } from "./scalars.ts";
import { paramRefShape } from "./validating-binding.ts";

/** The `spec` of a MutatingAdmissionPolicyBinding. */
export const mutatingBindingSpecShape: Shape<MutatingBindingSpec> = record<MutatingBindingSpec>(
  "the spec of a MutatingAdmissionPolicyBinding",
  {
    policyName: required(anyText, "The policy that is bound"),
    paramRef: maybe(paramRefShape, "Where the parameters are"),
    matchResources: maybe(matchResourcesShape, "What of the policy's matches is taken"),
  },
);
