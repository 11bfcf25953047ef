import type { BundleChange } from "./change-of-files.ts";
import type { DocumentChange } from "./change.ts";

/** A change as a sentence: ``loosens Policy `no-public-buckets`: was removed``. */
export function sentenceOf({ direction, kind, name, what }: DocumentChange): string {
  return `${direction} ${kind} \`${name}\`: ${what}`;
}

/** How many changes there are of each sort: `3 loosen, 1 tightens`. */
export function countsInWords({ kind, changes }: BundleChange): string {
  if (kind === "unknown") return "what it changes cannot be told";
  const count = (direction: DocumentChange["direction"]): number =>
    changes.filter((one) => one.direction === direction).length;
  const [loosening, tightening, neutral] = [count("loosens"), count("tightens"), count("neutral")];
  const parts = [
    ...(loosening === 0 ? [] : [`${loosening} ${loosening === 1 ? "change loosens" : "changes loosen"}`]),
    ...(tightening === 0 ? [] : [`${tightening} ${tightening === 1 ? "change tightens" : "changes tighten"}`]),
    ...(neutral === 0 ? [] : [`${neutral} ${neutral === 1 ? "changes" : "change"} no answer`]),
  ];
  return parts.length === 0 ? "nothing changes" : parts.join(", ");
}
