import type { NamedExpression, SourceExpression } from "#core/documents";
import type { Mutation, ReinvocationPolicy } from "../../documents/mutating-types.ts";
import type { AuditAnnotation, ForeignDocument, ValidationAction } from "../../documents/types.ts";
import type { MatchResources } from "../../matching/match-resources.ts";

export interface KyvernoValidation {
  readonly expression: SourceExpression;
  readonly message: string | null;
  readonly messageExpression: SourceExpression | null;
}

/** Kyverno, `policies.kyverno.io`, ValidatingPolicySpec, as far as it decides. */
export interface KyvernoSpec {
  /** In mode `JSON` the object is any JSON, not what a request carries. */
  readonly mode: "Kubernetes" | "JSON";
  readonly failurePolicy: "Fail" | "Ignore";
  /** What a failure does in a cluster; `Deny` where nothing is written. */
  readonly validationActions: readonly ValidationAction[];
  /** Null takes nothing, and means nothing in mode `JSON`. */
  readonly matchConstraints: MatchResources | null;
  readonly matchConditions: readonly NamedExpression[];
  readonly variables: readonly NamedExpression[];
  readonly validations: readonly KyvernoValidation[];
  readonly auditAnnotations: readonly AuditAnnotation[];
  /** Whether requests are judged. */
  readonly admission: boolean;
  /** Whether what exists is judged. */
  readonly background: boolean;
  /** The controllers that rules for Pods are rewritten for; null for all. */
  readonly podControllers: readonly string[] | null;
}

export type KyvernoPolicyKind = "ValidatingPolicy" | "NamespacedValidatingPolicy";
export type KyvernoPolicy = ForeignDocument<KyvernoPolicyKind, KyvernoSpec>;

/** What a policy changes beside the object of the request: what it takes, or the objects that an expression gives. */
export interface MutationTargets {
  readonly constraints: MatchResources;
  readonly expression: SourceExpression | null;
}

/** Kyverno, `policies.kyverno.io`, MutatingPolicySpec, as far as it decides. */
export interface KyvernoMutatingSpec {
  readonly failurePolicy: "Fail" | "Ignore";
  readonly matchConstraints: MatchResources;
  readonly matchConditions: readonly NamedExpression[];
  readonly variables: readonly NamedExpression[];
  readonly mutations: readonly Mutation[];
  readonly auditAnnotations: readonly AuditAnnotation[];
  readonly reinvocationPolicy: ReinvocationPolicy;
  /** Whether the objects of requests are changed. */
  readonly admission: boolean;
  /** Whether requests cause changes to what exists, and what is changed then. */
  readonly mutatesExisting: boolean;
  readonly targets: MutationTargets | null;
  readonly targetConditions: readonly NamedExpression[];
  /** Whether a configuration may replace what Kubernetes takes for one value. */
  readonly replacesAtomics: boolean;
  /** The controllers that rules for Pods are rewritten for; null for all. */
  readonly podControllers: readonly string[] | null;
}

export type KyvernoMutatingKind = "MutatingPolicy" | "NamespacedMutatingPolicy";
export type KyvernoMutatingPolicy = ForeignDocument<KyvernoMutatingKind, KyvernoMutatingSpec>;

/** Kyverno, `policies.kyverno.io`, PolicyExceptionSpec, as far as it decides. */
export interface ExceptionSpec {
  readonly policyRefs: readonly { readonly name: string; readonly kind: string }[];
  readonly matchConditions: readonly NamedExpression[];
  readonly images: readonly string[];
  readonly allowedValues: readonly string[];
  readonly reportResult: "skip" | "pass";
  /** RFC 3339; null for never. */
  readonly expiresAt: string | null;
}

export type PolicyException = ForeignDocument<"PolicyException", ExceptionSpec>;
