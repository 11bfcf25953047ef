import type { GrantDocument } from "#core/documents";
import { difference, type Difference } from "./change.ts";
import { diffByName } from "./diff-by-name.ts";
import { compareExpiry } from "./compare-expiry.ts";
import { OF_PERMISSION, reachOf } from "./reach.ts";

type Spec = GrantDocument["spec"];

/** What a new version of a grant does to answers. Nothing unknown and no error ever grants, so that one more condition only takes away. */
export function compareGrant({ spec: before }: GrantDocument, { spec: after }: GrantDocument): readonly Difference[] {
  return [
    ...compareLimits(before, after),
    ...compareConditions(before, after),
    ...compareApproval(before, after),
    ...compareExpiry(before.expires, after.expires),
  ];
}

function compareLimits(before: Spec, after: Spec): readonly Difference[] {
  const was = limitsOf(before);
  return Object.entries(limitsOf(after)).flatMap(([name, list]): readonly Difference[] => {
    const reach = reachOf(was[name] ?? [], list);
    if (reach === "same") return [];
    return [difference(OF_PERMISSION[reach], `${name} became ${reach === "other" ? "different" : reach}`)];
  });
}

function limitsOf({
  principals,
  verbs,
  kinds,
  types,
  environments,
  tasks,
}: Spec): Readonly<Record<string, readonly string[]>> {
  return {
    "principals.kinds": principals.kinds,
    "principals.ids": principals.ids,
    "principals.groups": principals.groups,
    verbs,
    kinds,
    types,
    environments,
    tasks,
  };
}

function compareConditions(before: Spec, after: Spec): readonly Difference[] {
  const { added, removed, changed } = diffByName(
    before.conditions,
    after.conditions,
    (a, b) => a.expression.text === b.expression.text,
  );
  return [
    ...added.map(({ name }) => difference("tightens", `condition \`${name}\` was added`)),
    ...removed.map(({ name }) => difference("loosens", `condition \`${name}\` was removed`)),
    ...changed.map(({ name }) => difference("loosens", `condition \`${name}\` changed`)),
  ];
}

function compareApproval(before: Spec, after: Spec): readonly Difference[] {
  if (before.approval === after.approval) return [];
  const what = `approval ${before.approval} became ${after.approval}`;
  return [difference(after.approval === "required" ? "tightens" : "loosens", what)];
}
