import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { PolicyDocument } from "#core/documents";
import type { Bundle } from "./bundle.ts";
import { checkPolicy } from "./check/check-policy.ts";
import { environmentTableOf } from "./environment/environment-table.ts";

/** Answers the bundle with another policy in the place of the one that has its name; null when that does not check. */
export type ReplacePolicy = (policy: PolicyDocument) => Bundle | null;

/**
 * Prepares to try variants of a bundle's policies without loading everything anew. The digest stays that of the bundle, so that what is answered
 * serves to compare decisions, not to record them.
 */
export function createReplacer(bundle: Bundle): ReplacePolicy {
  const environments = environmentTableOf(bundle.kinds);
  return (policy) => {
    const diagnostics: Diagnostic[] = [];
    const { kinds, settings } = bundle;
    const checked = checkPolicy(policy, { kinds, settings, environments, nativeTypes: new Set(), diagnostics });
    if (checked === null || hasErrors(diagnostics)) return null;
    const policies = bundle.policies.map((one) =>
      one.document.metadata.name === policy.metadata.name ? checked : one,
    );
    return { ...bundle, policies };
  };
}
