import type { WaivableFinding } from "#points/check";
import { nameHint, UsageError } from "../usage-error.ts";

const FINGERPRINT = /^[0-9a-f]{8,32}$/;

/**
 * The findings that `what` names: a fingerprint or at least eight digits of its start, or `policy/validation` (or the policy alone) with the id of a
 * resource. Throws a `UsageError` when it names none, or more than one by a fingerprint.
 */
export function selectFindings(
  all: readonly WaivableFinding[],
  what: string,
  resource: string | undefined,
): readonly WaivableFinding[] {
  return resource === undefined ? byFingerprint(all, what) : byRule(all, what, resource);
}

function byFingerprint(all: readonly WaivableFinding[], what: string): readonly WaivableFinding[] {
  if (!FINGERPRINT.test(what)) {
    const hint = "write a fingerprint, as `writ check -o json` has it, or `policy/validation` and the id of a resource";
    throw new UsageError(`\`${what}\` names no finding`, hint);
  }
  const chosen = all.filter(({ finding }) => finding.fingerprint.startsWith(what));
  const whole = new Set(chosen.map(({ finding }) => finding.fingerprint));
  if (whole.size > 1) throw new UsageError(`\`${what}\` begins ${whole.size} fingerprints`, "write more of it");
  if (chosen.length === 0) {
    throw new UsageError(
      `No finding of the inputs has the fingerprint \`${what}\``,
      "it may be waived or repaired already",
    );
  }
  return chosen;
}

function byRule(all: readonly WaivableFinding[], what: string, resource: string): readonly WaivableFinding[] {
  const ofResource = all.filter(({ finding }) => finding.resource.id === resource);
  const chosen = ofResource.filter(({ finding }) => what === finding.policy || what === ruleOf({ finding }));
  if (chosen.length > 0) return chosen;
  const near =
    ofResource.length === 0
      ? nameHint(resource, [...new Set(all.map(({ finding }) => finding.resource.id))], undefined)
      : nameHint(what, [...new Set(ofResource.map(ruleOf))], undefined);
  throw new UsageError(
    `The inputs have no finding of \`${what}\` on \`${resource}\``,
    near ?? "it may be waived or repaired already: `writ check` lists what is found",
  );
}

function ruleOf({ finding }: Pick<WaivableFinding, "finding">): string {
  return `${finding.policy}/${finding.validation}`;
}
