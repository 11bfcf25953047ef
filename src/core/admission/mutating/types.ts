import type { MutatingBindingDocument, MutatingPolicyDocument } from "../documents/mutating-types.ts";
import type { CompiledMutatingPolicy } from "./compile-policy.ts";

/** A mutating policy that can be run, with everything that binds it. */
export interface BoundMutatingPolicy {
  readonly document: MutatingPolicyDocument;
  readonly compiled: CompiledMutatingPolicy;
  readonly bindings: readonly MutatingBindingDocument[];
}
