import type { Diagnostic } from "#core/diagnostics";
import type { KubernetesVersion } from "#core/language";
import type { MutatingBindingDocument, MutatingPolicyDocument } from "../documents/mutating-types.ts";
import { refuseTwins } from "../documents/twins.ts";
import type { ForeignObject } from "../documents/types.ts";
import { awaitedParam, bindingProblem, unbound, type AwaitedParam } from "../validating/bindings.ts";
import { compileMutatingPolicy } from "./compile-policy.ts";
import type { BoundMutatingPolicy } from "./types.ts";

/** What is loaded, and what it may hang on. */
export interface MutatingDocuments {
  readonly policies: readonly MutatingPolicyDocument[];
  readonly bindings: readonly MutatingBindingDocument[];
  readonly objects: readonly ForeignObject[];
  /** Of the cluster. */
  readonly version: KubernetesVersion;
}

/** Compiles mutating policies and puts them together with what binds them, by the same rules as validating ones; in the order of their names. */
export function loadMutating(
  { policies, bindings, objects, version }: MutatingDocuments,
  diagnostics: Diagnostic[],
  awaited: AwaitedParam[] = [],
): readonly BoundMutatingPolicy[] {
  refuseTwins(policies, diagnostics);
  refuseTwins(bindings, diagnostics);
  for (const binding of bindings) {
    const problem = bindingProblem(binding, policies);
    if (problem !== null) diagnostics.push(problem);
    const param = awaitedParam(binding, policies, objects);
    if (param !== null) awaited.push(param);
  }
  return policies.toSorted(byName).flatMap((document) => {
    const compiled = compileMutatingPolicy(document, diagnostics, version);
    const own = bindings.filter(({ spec }) => spec.policyName === document.metadata.name).toSorted(byName);
    if (own.length === 0) diagnostics.push(unbound(document));
    return compiled === null ? [] : [{ document, compiled, bindings: own }];
  });
}

interface Named {
  readonly metadata: { readonly name: string };
}

function byName(a: Named, b: Named): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
