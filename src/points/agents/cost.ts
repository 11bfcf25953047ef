import type { Effect } from "#core/model";
import type { Cost } from "./act.ts";

/** Traits of an effect on more than the one resource that it names. */
const UNCOUNTABLE: ReadonlySet<string> = new Set(["reach-many", "reach-all", "recursive"]);

/** What one call with these effects costs: what is destroyed is counted where each effect is on one resource, and cannot be where any reaches further. */
export function costOfCall(effects: readonly Effect[]): Cost {
  const destroying = effects.filter(({ verb, changed }) => verb === "delete" && changed);
  const isCountable = destroying.every(({ traits }) => !traits.some((trait) => UNCOUNTABLE.has(trait)));
  return { calls: 1, destroyed: isCountable ? destroying.length : null, tokens: 0, microUsd: 0 };
}
