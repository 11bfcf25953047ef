import type { Look } from "../finding.ts";
import { lookFor } from "./patterns.ts";

/** Words by which an organisation marks what may not go everywhere, and the label that they stand for. */
export interface Marking {
  readonly label: string;
  /** As they are written, capitals included. */
  readonly phrases: readonly string[];
}

/** What is marked where nobody says otherwise: by the Traffic Light Protocol 2.0, and in capitals as documents are. */
export const MARKINGS: readonly Marking[] = [
  {
    label: "confidential",
    phrases: ["CONFIDENTIAL", "STRICTLY CONFIDENTIAL", "TOP SECRET", "TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT"],
  },
  { label: "internal", phrases: ["INTERNAL USE ONLY", "INTERNAL ONLY", "NOT FOR DISTRIBUTION"] },
];

/** Looks for markings as words of their own. */
export function lookForMarkings(markings: readonly Marking[]): readonly Look[] {
  return markings
    .filter(({ phrases }) => phrases.length > 0)
    .map(({ label, phrases }) => lookFor(label, [{ detector: "marking", pattern: patternOf(phrases) }]));
}

function patternOf(phrases: readonly string[]): RegExp {
  const longestFirst = phrases.toSorted((one, other) => other.length - one.length);
  const alternatives = longestFirst.map((phrase) => escaped(phrase)).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${alternatives})(?![\\p{L}\\p{N}_-])`, "gu");
}

function escaped(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(" ", String.raw`[ \u{A0}]`);
}
