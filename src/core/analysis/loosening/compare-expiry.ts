import { difference, type Difference } from "./change.ts";

/** What another end does to a permission. Ends that cannot be compared count as later. */
export function compareExpiry(before: string, after: string): readonly Difference[] {
  if (before === after) return [];
  const isEarlier = Date.parse(after) <= Date.parse(before);
  return [difference(isEarlier ? "tightens" : "loosens", `expires ${before} became ${after}`)];
}
