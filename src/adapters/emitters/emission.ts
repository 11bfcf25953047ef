import type { KubernetesVersion } from "#core/language";

/** What of a target changes what it can say. */
export interface EmitOptions {
  /** The version of the cluster that takes what is emitted for Kubernetes; the newest that is known unless it is named. */
  readonly kubernetes?: KubernetesVersion;
}

/** What a target's native guardrail can say of a bundle, and what it cannot. */
export interface Emission {
  readonly documents: readonly EmittedDocument[];
  readonly covered: readonly Covered[];
  readonly gaps: readonly Gap[];
  /** Policies about nothing that the target governs, in the order of their names. */
  readonly elsewhere: readonly string[];
}

/** One file for the target, ready to be applied. */
export interface EmittedDocument {
  /** Its place in the output folder. */
  readonly path: string;
  readonly text: string;
}

/** A part of a policy that the emitted documents enforce. */
export interface Covered extends Part {
  /** The name of what enforces it; null where it holds of everything with the parameters that are set, so that nothing is needed. */
  readonly by: string | null;
  /** Where the native rule answers differently, and in which direction; empty where it does not. */
  readonly differences: readonly string[];
}

/** A part of a policy that the emitted documents do not enforce. */
export interface Gap extends Part {
  readonly reason: string;
}

/** A validation of a policy, for resources of one kind and some native types that become it; `*` stands for all of them. */
interface Part {
  readonly policy: string;
  readonly validation: string;
  readonly kind: string;
  readonly types: readonly string[];
}
