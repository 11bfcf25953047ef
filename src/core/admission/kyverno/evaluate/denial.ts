import type { KyvernoResult } from "./result.ts";

/**
 * What Kyverno's webhook answers when a result denies the request; null when it lets it through. Only a policy that denies does, and an error
 * denies unless the policy ignores failures.
 */
export function denialOf(result: KyvernoResult): string | null {
  if (!result.validationActions.includes("Deny")) return null;
  if (result.status === "fail" || result.status === "warn") return `Policy ${result.policy} failed: ${result.message}`;
  const denies = result.status === "error" && result.failurePolicy === "Fail";
  return denies ? `Policy ${result.policy} error: ${result.message}` : null;
}
