import type { InspectionDetector } from "#core/documents";
import type { Hit, Look } from "../finding.ts";

/** A pattern without repetition inside unbounded repetition, and what a match must satisfy beside it. */
export interface Pattern {
  readonly detector: InspectionDetector;
  /** Global. A group `hit` is the part that counts; without it, all of the match. */
  readonly pattern: RegExp;
  /** One character of a class without which nothing of it is there: told at a glance, for the most texts have none. Absent where every text may hold it. */
  readonly needs?: RegExp;
  readonly holds?: (match: string, before: string) => boolean;
}

/** After so many hits of one pattern in one text, the rest of the text counts as one more. */
const MOST_HITS = 1000;
const CONTEXT = 48;

/** Looks for patterns and gives what they find one label. */
export function lookFor(label: string, patterns: readonly Pattern[]): Look {
  const groups = [...Map.groupBy(patterns, ({ needs }) => needs)];
  return (text) => {
    const hits: Hit[] = [];
    for (const [needs, group] of groups) {
      if (needs?.test(text) === false) continue;
      for (const pattern of group) if (text.search(pattern.pattern) !== -1) hits.push(...hitsOf(label, pattern, text));
    }
    return hits;
  };
}

/** What `needs` of a pattern is said with. */
export const DIGIT: RegExp = /\d/;
export const SPACE: RegExp = /\s/;

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
