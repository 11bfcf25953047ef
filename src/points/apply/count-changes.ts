import { PART, type Effect } from "#core/model";

/** How many native resources a plan does what to, as people count them: one that is replaced is neither created nor deleted. */
export interface ChangeCounts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly other: number;
}

/** Counts the effects of a plan, each native resource once. */
export function countChanges(effects: readonly Effect[]): ChangeCounts {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, other: 0 };
  for (const effect of effects) {
    const word = wordOf(effect);
    if (word !== null) counts[word] += 1;
  }
  return counts;
}

/** What is deleted, by its id, and what is replaced. */
export function destroyedBy(effects: readonly Effect[]): readonly string[] {
  return effects.filter((effect) => isWhole(effect) && effect.verb === "delete").map(({ resource }) => resource.id);
}

function wordOf(effect: Effect): keyof ChangeCounts | null {
  const { verb, traits } = effect;
  if (!isWhole(effect)) return null;
  if (traits.includes("replace")) return verb === "delete" ? "replace" : null;
  return verb === "create" || verb === "update" || verb === "delete" ? verb : "other";
}

/** Whether an effect is a change, and speaks for a native resource as a whole. */
function isWhole({ changed, traits }: Effect): boolean {
  return changed && !traits.includes(PART);
}

/** The counts as a sentence. */
export function describeCounts(counts: ChangeCounts): string {
  const parts = [
    [counts.create, "to create"],
    [counts.update, "to change"],
    [counts.replace, "to replace"],
    [counts.delete, "to destroy"],
    [counts.other, "to adopt, release or read"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return told.length === 0 ? "nothing to change" : told.join(", ");
}
