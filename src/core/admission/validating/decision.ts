/** What one validation, or one error before it, comes to. `unknown` admits nothing and denies nothing: nobody can tell here. */
export interface PolicyDecision {
  readonly evaluation: "admit" | "deny" | "error" | "unknown";
  /** Whether the request is denied by it. An error that `failurePolicy: Ignore` forgives does not deny. */
  readonly denies: boolean;
  /** The message as the author or the API server words it; empty for what is admitted. */
  readonly message: string;
  /** The reason of the status, such as `Invalid`; empty where there is none. */
  readonly reason: string;
  /** The position of the validation in the policy; null for what concerns all of them. */
  readonly index: number | null;
}

export type FailurePolicy = "Fail" | "Ignore";

/** What an error amounts to. */
export function failed(message: string, policy: FailurePolicy, index: number | null = null): PolicyDecision {
  return { evaluation: "error", denies: policy === "Fail", message, reason: "", index };
}

/** What is said when it cannot be told whether a policy applies. */
export function undecided(why: string): PolicyDecision {
  const message = `cannot be told to apply without ${why}`;
  return { evaluation: "unknown", denies: false, message, reason: "", index: null };
}
