import type { Direction } from "./change.ts";

/** How far a list that limits reaches now; an empty one limits nothing. `other` lost some and gained some. */
export type Reach = "same" | "wider" | "narrower" | "other";

export function reachOf(before: readonly string[], after: readonly string[]): Reach {
  const lost = before.some((one) => !after.includes(one));
  const gained = after.some((one) => !before.includes(one));
  if (!lost && !gained) return "same";
  if (before.length === 0) return "narrower";
  if (after.length === 0) return "wider";
  if (lost && gained) return "other";
  return gained ? "wider" : "narrower";
}

/** What the reach of a rule that forbids does to answers. */
export const OF_RULE: Readonly<Record<Reach, Direction>> = {
  same: "neutral",
  wider: "tightens",
  narrower: "loosens",
  other: "loosens",
};

/** What the reach of something that permits does to answers. */
export const OF_PERMISSION: Readonly<Record<Reach, Direction>> = {
  same: "neutral",
  wider: "loosens",
  narrower: "tightens",
  other: "loosens",
};
