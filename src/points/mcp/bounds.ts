import { cut } from "#core/diagnostics";
/** How much of a thing is told at once: whoever asks reads all of it. */
const MOST_TOLD = 40;
const LONGEST_TEXT = 1000;

/** The first of a list, and how many were left out. */
export function firstOf<Item>(items: readonly Item[]): { readonly told: readonly Item[]; readonly leftOut: number } {
  return { told: items.slice(0, MOST_TOLD), leftOut: Math.max(0, items.length - MOST_TOLD) };
}

/** A text that is cut where it is long. */
export function short(text: string): string {
  return cut(text, LONGEST_TEXT);
}
