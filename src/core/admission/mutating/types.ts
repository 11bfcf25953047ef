import type { MutatingBindingDocument, MutatingPolicyDocument } from "../documents/mutating-types.ts";
import type { ValueObject } from "#core/language";
import type { Surroundings } from "../validating/dispatch.ts";
import type { CompiledMutatingPolicy } from "./compile-policy.ts";

/** A mutating policy that can be run, with everything that binds it. */
export interface BoundMutatingPolicy {
  readonly document: MutatingPolicyDocument;
  readonly compiled: CompiledMutatingPolicy;
  readonly bindings: readonly MutatingBindingDocument[];
}

/** What stands around a request when objects are changed. */
export interface MutatedAround extends Surroundings {
  /** The CustomResourceDefinitions among these say of what type custom resources are. */
  readonly definitions: readonly ValueObject[];
}
