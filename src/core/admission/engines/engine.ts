import type { Timestamp } from "#core/language";
import type { ForeignEntry, Severity } from "#core/model";
import type { ValidationAction } from "../documents/types.ts";
import type { Namespaces } from "../matching/match-resources.ts";
import type { AdmissionRequest } from "../model/request.ts";
import type { PublishedAnnotation } from "../validating/audit.ts";
import type { ParamObjects } from "../validating/params.ts";

/** What stands around a request when policies are asked about it. */
export interface AskedAround {
  readonly namespaces: Namespaces;
  readonly params: ParamObjects;
  readonly now: Timestamp;
}

/** The policies of one engine of Kubernetes' admission, ready to be asked. */
export interface AdmissionEngine {
  readonly policies: readonly ForeignPolicy[];
  /** What the policies say of a request, in their engine's order; one that is not about it says nothing. Total. */
  ask(request: AdmissionRequest, around: AskedAround): AdmissionAnswer;
}

/** What the policies of one engine say of a request. */
export interface AdmissionAnswer {
  readonly verdicts: readonly ForeignVerdict[];
  /** What is written to the audit log of the API server. */
  readonly annotations: readonly PublishedAnnotation[];
}

/** A policy of others as reports and waivers name and describe it. */
export interface ForeignPolicy {
  readonly kind: string;
  /** In a namespace `namespace/name`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Null where the policy says none. */
  readonly severity: Severity | null;
  /** What its failures do, whatever binds it; empty when it is asked about nothing. */
  readonly actions: readonly ValidationAction[];
  /** The message of each validation, which have no names but go by their position; null where none is written. */
  readonly messages: readonly (string | null)[];
  /** The names of what binds it: bindings or constraints. */
  readonly bindings: readonly string[];
}

/** What one validation of a policy of others said of a request. */
export interface ForeignVerdict {
  readonly policy: ForeignPolicy;
  /** The binding or constraint through which it spoke; null for an engine that has none. */
  readonly binding: string | null;
  /** The position of the validation; null for what concerns all of them. */
  readonly index: number | null;
  readonly outcome: "pass" | "fail" | "error" | "unknown" | "skip";
  /** What it amounts to where the policy is enforced as it says. */
  readonly level: "violation" | "warning" | "note";
  /** As the engine tells whoever sent the request. */
  readonly message: string;
  /** The expression that was not true; null for what concerns all of them. */
  readonly required: string | null;
  /** Whether the engine says no more of this policy once it has said this. */
  readonly stops: boolean;
  /** The exceptions that applied to the request, as their engine names them. */
  readonly exceptions: readonly string[];
  /** How the engine writes it into a report; null for what it does not report. */
  readonly entry: ForeignEntry | null;
}
