import type { NamedExpression, SourceExpression } from "#core/documents";
import type { MatchResources } from "../matching/match-resources.ts";
import type { ForeignDocument, ParamKind, ParamRef } from "./types.ts";

/** One change to an object, and how it is said. */
export interface Mutation {
  readonly patchType: "ApplyConfiguration" | "JSONPatch";
  readonly expression: SourceExpression;
}

export type ReinvocationPolicy = "Never" | "IfNeeded";

/** Kubernetes, `admissionregistration.k8s.io/v1`, MutatingAdmissionPolicySpec. */
export interface MutatingPolicySpec {
  readonly failurePolicy: "Fail" | "Ignore";
  readonly paramKind: ParamKind | null;
  readonly matchConstraints: MatchResources;
  readonly matchConditions: readonly NamedExpression[];
  readonly variables: readonly NamedExpression[];
  readonly mutations: readonly Mutation[];
  /** Whether it is asked again when something changed the object after it. */
  readonly reinvocationPolicy: ReinvocationPolicy;
}

/** Kubernetes, `admissionregistration.k8s.io/v1`, MutatingAdmissionPolicyBindingSpec. */
export interface MutatingBindingSpec {
  readonly policyName: string;
  readonly paramRef: ParamRef | null;
  /** Null for everything that the policy takes. */
  readonly matchResources: MatchResources | null;
}

export type MutatingPolicyDocument = ForeignDocument<"MutatingAdmissionPolicy", MutatingPolicySpec>;
export type MutatingBindingDocument = ForeignDocument<"MutatingAdmissionPolicyBinding", MutatingBindingSpec>;
