import type { Effect, ReachTrait, Unresolved } from "#core/model";
import type { Cost } from "./act.ts";

/** What may be special about an effect on exactly the one resource that it names. */
const COUNTABLE: ReadonlySet<string> = new Set<ReachTrait>(["forced", "irreversible", "elevated", "remote"]);

/**
 * What one call costs. What is gone afterwards can be counted where each effect is on one resource; what reaches further and what was not read may be any
 * number.
 */
export function costOfCall(effects: readonly Effect[], unresolved: readonly Unresolved[]): Cost {
  const gone = effects.filter(({ verb }) => verb === "delete");
  const isCounted =
    unresolved.length === 0 && gone.every(({ traits }) => traits.every((trait) => COUNTABLE.has(trait)));
  return { calls: 1, destroyed: isCounted ? gone.length : null, tokens: 0, microUsd: 0 };
}
