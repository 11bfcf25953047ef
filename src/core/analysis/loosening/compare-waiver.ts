import type { WaiverDocument } from "#core/documents";
import { difference, type Difference } from "./change.ts";
import { compareExpiry } from "./compare-expiry.ts";

type Spec = WaiverDocument["spec"];

/** What a new version of a waiver does to answers: it may turn aside more, or less, than before. */
export function compareWaiver(
  { spec: before }: WaiverDocument,
  { spec: after }: WaiverDocument,
): readonly Difference[] {
  return [...compareScope(before, after), ...compareExpiry(before.expires, after.expires)];
}

/** A scope becomes narrower only where something that was open is now bound; any other change may reach a finding that was not waived. */
function compareScope(before: Spec, after: Spec): readonly Difference[] {
  const was = scopeOf(before);
  return Object.entries(scopeOf(after)).flatMap(([name, value]): readonly Difference[] => {
    const old = was[name];
    if (value === old) return [];
    const isBound = old === null;
    return [difference(isBound ? "tightens" : "loosens", `${name} ${isBound ? "was bound" : "changed"}`)];
  });
}

function scopeOf({ policy, validation, resource, digest }: Spec): Readonly<Record<string, string | null>> {
  return {
    policy,
    validation,
    "resource.id": resource.id,
    "resource.type": resource.type,
    "resource.scope": resource.scope,
    digest,
  };
}
