import { suggest, type Diagnostic } from "#core/diagnostics";
import type { MutatingBindingDocument, MutatingPolicyDocument } from "../documents/mutating-types.ts";
import type {
  ForeignObject,
  ParamKind,
  ParamRef,
  ValidatingBindingDocument,
  ValidatingPolicyDocument,
} from "../documents/types.ts";
import { isParam } from "./params.ts";

type Policy = ValidatingPolicyDocument | MutatingPolicyDocument;
type Binding = ValidatingBindingDocument | MutatingBindingDocument;

/** Parameters that a binding takes and that were not handed in. */
export interface AwaitedParam {
  readonly kind: ParamKind;
  readonly ref: ParamRef;
  /** Among the diagnostics; nothing is to be said once they are found elsewhere. */
  readonly warning: Diagnostic;
}

/** What is wrong with a binding beside the policies that were handed in; null when nothing is. */
export function bindingProblem(binding: Binding, policies: readonly Policy[]): Diagnostic | null {
  return policyOf(binding, policies) === undefined ? bindsNothing(binding, policies) : null;
}

function policyOf({ spec }: Binding, policies: readonly Policy[]): Policy | undefined {
  return policies.find(({ metadata }) => metadata.name === spec.policyName);
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

/** The parameters of a binding that nobody handed in; they may still be among what is judged. Null where none are missing. */
export function awaitedParam(
  binding: Binding,
  policies: readonly Policy[],
  objects: readonly ForeignObject[],
): AwaitedParam | null {
  const { paramRef: ref } = binding.spec;
  const policy = policyOf(binding, policies);
  const kind = policy?.spec.paramKind ?? null;
  if (policy === undefined || kind === null || ref === null) return null;
  if (objects.some(({ value }) => isParam(value, kind, ref))) return null;
  return { kind, ref, warning: missingParam(binding, policy, { kind, ref }) };
}

function missingParam(
  { metadata, origin }: Binding,
  policy: Policy,
  { kind, ref }: Pick<AwaitedParam, "kind" | "ref">,
): Diagnostic {
  const what = ref.selector === null ? `\`${ref.name ?? ""}\`` : "with the labels of its selector";
  const denies = ref.parameterNotFoundAction === "Deny" && policy.spec.failurePolicy === "Fail";
  const then = denies ? "denies" : "lets pass";
  return {
    code: "foreign-missing-param",
    severity: "warning",
    message: `Binding \`${metadata.name}\` takes a \`${kind.kind}\` ${what} as its parameters, but none was handed in, and without them the API server ${then} whatever it is about`,
    hint: "Hand in the object as well, beside the policies or among what is judged",
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
