import type { ValidationAction } from "../../documents/types.ts";

/** What Kyverno says of one policy and one request, in its own words. */
export interface KyvernoResult {
  readonly policy: string;
  readonly kind: string;
  /** Empty for a policy of the whole cluster. */
  readonly namespace: string;
  /** `validation`, `exception`, `evaluation`, or empty where the conditions of the policy do not hold. */
  readonly rule: string;
  /** Which generated form of the policy spoke; null for the policy as written. */
  readonly config: string | null;
  readonly status: "pass" | "fail" | "warn" | "error" | "skip";
  readonly message: string;
  /** Whether an error hangs on what is not known here, so that a cluster may say otherwise. */
  readonly isOpen: boolean;
  readonly validationActions: readonly ValidationAction[];
  readonly failurePolicy: "Fail" | "Ignore";
  /** The position of the validation that failed; null where none did. */
  readonly validation: number | null;
  readonly auditAnnotations: Readonly<Record<string, string>>;
  /** The exceptions that set the policy aside. */
  readonly exceptions: readonly string[];
  /** All exceptions that applied, those among them that only allow images or values. */
  readonly applied: readonly string[];
}
