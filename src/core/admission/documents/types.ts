import type { ValueObject } from "#core/language";
import type { NamedExpression, Origin, SourceExpression } from "#core/documents";
import type { LabelSelector } from "../matching/label-selector.ts";
import type { MatchResources } from "../matching/match-resources.ts";
import type { ForeignMetadata } from "./metadata.ts";

/** A foreign document of one kind, with its place. */
export interface ForeignDocument<Kind extends string, Spec> {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: ForeignMetadata;
  readonly spec: Spec;
  readonly origin: Origin;
}

export interface ParamKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface AdmissionValidation {
  readonly expression: SourceExpression;
  readonly message: string | null;
  readonly messageExpression: SourceExpression | null;
  /** `Invalid` where nothing is written. */
  readonly reason: string | null;
}

export interface AuditAnnotation {
  readonly key: string;
  readonly valueExpression: SourceExpression;
}

/** Kubernetes, `admissionregistration.k8s.io/v1`, ValidatingAdmissionPolicySpec. */
export interface ValidatingPolicySpec {
  readonly failurePolicy: "Fail" | "Ignore";
  readonly paramKind: ParamKind | null;
  readonly matchConstraints: MatchResources;
  readonly matchConditions: readonly NamedExpression[];
  readonly variables: readonly NamedExpression[];
  readonly validations: readonly AdmissionValidation[];
  readonly auditAnnotations: readonly AuditAnnotation[];
}

export interface ParamRef {
  readonly name: string | null;
  readonly namespace: string | null;
  readonly selector: LabelSelector | null;
  readonly parameterNotFoundAction: "Allow" | "Deny";
}

export type ValidationAction = "Deny" | "Warn" | "Audit";

/** Kubernetes, `admissionregistration.k8s.io/v1`, ValidatingAdmissionPolicyBindingSpec. */
export interface ValidatingBindingSpec {
  readonly policyName: string;
  readonly paramRef: ParamRef | null;
  /** Null for everything that the policy takes. */
  readonly matchResources: MatchResources | null;
  readonly validationActions: readonly ValidationAction[];
}

export type ValidatingPolicyDocument = ForeignDocument<"ValidatingAdmissionPolicy", ValidatingPolicySpec>;
export type ValidatingBindingDocument = ForeignDocument<"ValidatingAdmissionPolicyBinding", ValidatingBindingSpec>;

/** An object of any kind that stands among the documents: a param, or a Namespace. */
export interface ForeignObject {
  readonly value: ValueObject;
  readonly origin: Origin;
}
