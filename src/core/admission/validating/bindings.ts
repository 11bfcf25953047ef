import { suggest, type Diagnostic } from "#core/diagnostics";
import type { MutatingBindingDocument, MutatingPolicyDocument } from "../documents/mutating-types.ts";
import type { ForeignObject, ValidatingBindingDocument, ValidatingPolicyDocument } from "../documents/types.ts";
import { isMeant, isOfKind } from "./params.ts";

type Policy = ValidatingPolicyDocument | MutatingPolicyDocument;
type Binding = ValidatingBindingDocument | MutatingBindingDocument;

/** What is wrong with a binding beside the policies and objects that were handed in; null when nothing is. */
export function bindingProblem(
  binding: Binding,
  policies: readonly Policy[],
  objects: readonly ForeignObject[],
): Diagnostic | null {
  const policy = policies.find(({ metadata }) => metadata.name === binding.spec.policyName);
  return policy === undefined ? bindsNothing(binding, policies) : missingParam(binding, policy, objects);
}

function bindsNothing({ metadata, spec, origin }: Binding, policies: readonly Policy[]): Diagnostic {
  const near = suggest(
    spec.policyName,
    policies.map((policy) => policy.metadata.name),
  );
  return {
    code: "foreign-binds-nothing",
    severity: "error",
    message: `Binding \`${metadata.name}\` binds policy \`${spec.policyName}\`, but there is none of that name that can be run`,
    hint: near === undefined ? "Hand in the policy as well" : `Did you mean \`${near}\`?`,
    span: origin.at(["spec", "policyName"]),
  };
}

/** Parameters that a cluster may have and nobody handed in would change what the policy says. */
function missingParam(
  { metadata, spec: { paramRef }, origin }: Binding,
  policy: Policy,
  objects: readonly ForeignObject[],
): Diagnostic | null {
  const { paramKind } = policy.spec;
  if (paramKind === null || paramRef === null) return null;
  if (objects.some(({ value }) => isOfKind(value, paramKind) && isMeant(value, paramRef))) return null;
  const what = paramRef.selector === null ? `\`${paramRef.name ?? ""}\`` : "with the labels of its selector";
  return {
    code: "foreign-missing-param",
    severity: "error",
    message: `Binding \`${metadata.name}\` takes a \`${paramKind.kind}\` ${what} as its parameters, but none was handed in`,
    hint: "Hand in the object as well",
    span: origin.at(["spec", "paramRef"]),
  };
}

/** A policy that nothing binds. */
export function unbound({ kind, metadata, origin }: Policy): Diagnostic {
  return {
    code: "foreign-unbound",
    severity: "warning",
    message: `Nothing binds policy \`${metadata.name}\`, so it has no effect`,
    hint: `Hand in its \`${kind}Binding\` as well`,
    span: origin.at(["metadata", "name"]),
  };
}
