import type { Value } from "#core/language";

const CHARACTERS_PER_UNIT = 10;

/** The cost of reading a text once, as Kubernetes counts it. */
export function readsText(text: Value): number {
  return typeof text === "string" ? Math.ceil(text.length / CHARACTERS_PER_UNIT) : 0;
}
