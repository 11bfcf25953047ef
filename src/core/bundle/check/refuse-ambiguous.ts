import { fieldReads } from "../expression/field-reads.ts";
import { reportAt, type CheckContext } from "./check-context.ts";
import type { ParsedPolicy } from "./parse-policy.ts";

/**
 * Reports a policy that names native types alone, reads properties, and could meet resources of several kinds: it is asked once for each native
 * resource, and which kind would answer is not for it to know. True when it was.
 */
export function refuseAmbiguous({ document, ...parsed }: ParsedPolicy, context: CheckContext): boolean {
  const { kinds, types } = document.spec.match;
  if (kinds.length > 0) return false;
  const possible = [...new Set(types.flatMap((type) => context.kinds.kindsOf(type)))];
  const expressions = [...parsed.matchConditions, ...parsed.variables, ...parsed.validations];
  const reads = expressions.flatMap((one) => fieldReads(one.parsed.parsed.expr, "resource"));
  if (possible.length < 2 || !reads.some(({ field }) => field === "properties")) return false;
  const names = possible.toSorted().map((kind) => `\`${kind}\``);
  const message = `Policy \`${document.metadata.name}\` reads \`resource.properties\`, but resources of its types become several kinds: ${names.join(", ")}`;
  const hint = "Add the kind that it is about to `match.kinds`, or read `resource.native`";
  const path = ["spec", "match", "types"];
  reportAt(document, { code: "policy-ambiguous-kind", severity: "error", message, hint, path }, context);
  return true;
}
