import type { ValidatingBindingDocument } from "../documents/types.ts";
import type { PolicyDecision } from "./decision.ts";

/** What is written to the audit log of the API server. */
export interface PublishedAnnotation {
  /** The whole key, as in `policy/key`. */
  readonly key: string;
  /** The distinct values of all bindings and parameters, as Kubernetes joins them; null when nobody can tell here. */
  readonly value: string | null;
}

/** A validation that a binding with the action `Audit` saw fail, or of which nobody can tell whether it does. */
export interface AuditedFailure {
  readonly binding: ValidatingBindingDocument;
  readonly decision: PolicyDecision;
}

/** Whether a decision is written to the audit log, as far as can be told. */
export function isAudited(
  { validationActions }: ValidatingBindingDocument["spec"],
  { denies, evaluation }: PolicyDecision,
): boolean {
  return validationActions.includes("Audit") && (denies || evaluation === "unknown");
}

const KEY = "validation.policy.admission.k8s.io/validation_failure";

/** More failures of one request than this are left out (k8s.io/apiserver `maxValidationFailures`). */
const MAX_FAILURES = 50;

/** The annotation with which the API server tells its audit log of failures (k8s.io/apiserver, `ValidationFailureValue`); none without any. */
export function failureAnnotations(failures: readonly AuditedFailure[]): readonly PublishedAnnotation[] {
  if (failures.length === 0) return [];
  if (failures.some(({ decision }) => decision.evaluation === "unknown")) return [{ key: KEY, value: null }];
  const value = failures.slice(0, MAX_FAILURES).map(({ binding, decision }) => ({
    message: decision.message,
    policy: binding.spec.policyName,
    binding: binding.metadata.name,
    expressionIndex: decision.index ?? 0,
    validationActions: binding.spec.validationActions,
  }));
  return [{ key: KEY, value: goJson(value) }];
}

/** JSON as Go writes it, which keeps what means something to HTML out of it. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The most of an annotation that is kept, in bytes (k8s.io/apiserver `maxAuditAnnotationValueLength`). */
const MAX_BYTES = 10 * 1024;

/** As much of an annotation as is kept; what the last byte cuts in half goes as well. */
export function truncated(value: string): string {
  const bytes = new TextEncoder().encode(value);
  if (bytes.length <= MAX_BYTES) return value;
  return new TextDecoder().decode(bytes.subarray(0, MAX_BYTES), { stream: true });
}
