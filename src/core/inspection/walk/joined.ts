import type { Hit } from "../finding.ts";

type Look = (text: string) => readonly Hit[];

/** How far from a cut something is looked for that it goes through. */
const REACH = 512;
/** Nothing that is looked for is shorter. */
const SHORTEST = 8;

/** A hit that goes through cuts between texts, and the positions of the texts that it touches. */
export interface CutHit {
  readonly hit: Hit;
  readonly from: number;
  readonly to: number;
}

/**
 * What stands in several texts that follow each other, and in none of them alone: a reader puts the parts of a content together. They are put together with
 * nothing and with a space between them, and looked into around the cuts; and each two alone, since what follows can hide where something ends.
 */
export function lookAcross(texts: readonly string[], look: Look): readonly CutHit[] {
  if (texts.length < 2) return [];
  const together = ["", " "].flatMap((joint) => acrossWith(joint, texts, look));
  return [...together, ...texts.slice(1).flatMap((text, at) => acrossPair(texts[at] ?? "", text, { at, look }))];
}

function acrossPair(
  one: string,
  other: string,
  { at, look }: { readonly at: number; readonly look: Look },
): readonly CutHit[] {
  const [tail, head] = [one.slice(-REACH), other.slice(0, REACH)];
  if (tail.length + head.length < SHORTEST) return [];
  return look(tail + head)
    .filter(({ start, end }) => start < tail.length && end > tail.length)
    .map((hit) => ({ hit, from: at, to: at + 1 }));
}

function acrossWith(joint: string, texts: readonly string[], look: Look): readonly CutHit[] {
  const whole = texts.join(joint);
  const cuts = cutsOf(texts, joint);
  return windowsOf(cuts, whole.length).flatMap(({ start, end }) =>
    look(whole.slice(start, end))
      .map((hit) => ({ ...hit, start: hit.start + start, end: hit.end + start }))
      .flatMap((hit) => cutHit(hit, cuts)),
  );
}

/** Where each text but the first begins. */
function cutsOf(texts: readonly string[], joint: string): readonly number[] {
  let at = 0;
  return texts.slice(0, -1).map((text) => (at += text.length + joint.length));
}

interface Window {
  readonly start: number;
  end: number;
}

function windowsOf(cuts: readonly number[], length: number): readonly Window[] {
  const windows: Window[] = [];
  for (const cut of cuts) {
    const [start, end] = [Math.max(0, cut - REACH), Math.min(length, cut + REACH)];
    const last = windows.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else windows.push({ start, end });
  }
  return windows;
}

function cutHit(hit: Hit, cuts: readonly number[]): readonly CutHit[] {
  const from = countUpTo(cuts, hit.start);
  const to = countUpTo(cuts, hit.end - 1);
  return from === to ? [] : [{ hit, from, to }];
}

/** How many cuts are at a place or before it; they are in order. */
function countUpTo(cuts: readonly number[], place: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
