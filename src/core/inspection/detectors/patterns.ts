import type { Hit, Look } from "../finding.ts";

/** A pattern without repetition inside unbounded repetition, and what a match must satisfy beside it. */
export interface Pattern {
  readonly detector: string;
  /** Global. A group `hit` is the part that counts; without it, all of the match. */
  readonly pattern: RegExp;
  readonly holds?: (match: string, before: string) => boolean;
}

/** After so many hits of one pattern in one text, the rest of the text counts as one more. */
const MOST_HITS = 1000;
const CONTEXT = 48;

/** Looks for patterns and gives what they find one label. */
export function lookFor(label: string, patterns: readonly Pattern[]): Look {
  return function* look(text) {
    for (const pattern of patterns) yield* hitsOf(label, pattern, text);
  };
}

function* hitsOf(label: string, { detector, pattern, holds }: Pattern, text: string): Generator<Hit> {
  let left = MOST_HITS;
  for (const match of text.matchAll(pattern)) {
    const [whole] = match;
    const hit = match.groups?.["hit"] ?? whole;
    const start = match.index + whole.lastIndexOf(hit);
    if (holds !== undefined && !holds(hit, text.slice(Math.max(0, start - CONTEXT), start))) continue;
    left -= 1;
    yield { label, detector, start, end: left === 0 ? text.length : start + hit.length };
    if (left === 0) return;
  }
}
