/** A well-formed text for people of at most `most` UTF-16 units, ending in `…` where something was left out. */
export function cut(text: string, most: number): string {
  const kept = text.length <= most ? text : text.slice(0, most - 1).trimEnd();
  return kept.toWellFormed() + (text.length <= most ? "" : "…");
}
