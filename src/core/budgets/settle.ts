import type { Charge } from "./charges.ts";

/** What became of an act, as far as budgets go; a number that is absent cannot be told. */
export interface Spent {
  readonly kind: "done" | "failed" | "unsent";
  readonly tokens?: number;
  readonly microUsd?: number;
}

/** What an account counts in the end in place of what was reserved. */
export interface Correction {
  readonly account: string;
  readonly amount: number;
}

/**
 * What is counted in place of the charges. Of what never left nothing is counted but its tool, which others may have relied on; of all else what was really used, where
 * that is told, and what was reserved where not.
 */
export function correctionsOf(charges: readonly Charge[], spent: Spent): readonly Correction[] {
  return charges.flatMap(({ account, amount, member, unit }) => {
    if (member !== null) return [];
    const used = spent.kind === "unsent" ? 0 : unit === "tokens" || unit === "microUsd" ? spent[unit] : undefined;
    const isCountable = used !== undefined && Number.isSafeInteger(used) && used >= 0;
    return isCountable && used !== amount ? [{ account, amount: used }] : [];
  });
}
