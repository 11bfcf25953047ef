import { CelMap, isMap, mapEntries, mapSize, Optional, type Value } from "../values/index.ts";

// Facts from cel-go `interpreter/runtimecost.go` and k8s.io/apiserver `pkg/cel/library/cost.go`. There the cost of a call replaces the one unit
// that every call costs; here it is what comes on top, hence the "- 1" throughout.

/** Reading one character costs a tenth of a unit. */
const PER_CHARACTER = 0.1;
/** A pattern is taken to hold one expression for every four characters. */
const PER_PATTERN_CHARACTER = 0.25;

/** The size of a value as the cost model sees it: characters, bytes, elements or entries, and 1 for everything else. */
export function sizeForCost(value: Value | undefined): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof CelMap) return value.size;
  if (value instanceof Optional) return value.value === undefined ? 0 : sizeForCost(value.value);
  return value !== undefined && isMap(value) ? mapSize(value) : 1;
}

/** Units for reading a text of this length. */
export function readingCost(characters: number): number {
  return Math.ceil(characters * PER_CHARACTER);
}

/** Units for matching a pattern of this length against a text of this length. */
export function matchingCost(characters: number, patternCharacters: number): number {
  return readingCost(characters + 1) * Math.ceil(patternCharacters * PER_PATTERN_CHARACTER);
}

/** Reads the first argument once. */
export function readsFirst(first: Value): number {
  return readingCost(sizeForCost(first)) - 1;
}

/** Reads the first argument twice. */
export function readsFirstTwice(first: Value): number {
  return readingCost(sizeForCost(first) * 2) - 1;
}

/** Reads both arguments until the shorter ends. */
export function readsShorter(first: Value, second: Value): number {
  return readingCost(Math.min(sizeForCost(first), sizeForCost(second))) - 1;
}

/** Copies both arguments. */
export function readsBoth(first: Value, second: Value): number {
  return readingCost(sizeForCost(first) + sizeForCost(second)) - 1;
}

/** Searches the first argument for the second. */
export function searchesFirst(first: Value, second: Value): number {
  return readingCost(sizeForCost(first)) * readingCost(sizeForCost(second)) - 1;
}

/** Matches the first argument against the pattern that is the second. */
export function matchesFirst(first: Value, second: Value): number {
  return matchingCost(sizeForCost(first), sizeForCost(second)) - 1;
}

/** Visits every element of the first argument. */
export function visitsFirst(first: Value): number {
  return sizeForCost(first);
}

/** Compares every element of one argument with every element of the other. */
export function visitsPairs(first: Value, second: Value): number {
  return sizeForCost(first) * sizeForCost(second);
}

/** Copying this many elements costs a unit: what Kubernetes takes for constant stays so for lists of ordinary length, and is paid for beyond. */
const COPIED_PER_UNIT = 1024;
/** Where counting ends: no function works on more than this. */
const MAX_COUNTED = 10_000_000;

/** Copies both lists. */
export function copiesBoth(first: Value, second: Value): number {
  return Math.floor((sizeForCost(first) + sizeForCost(second)) / COPIED_PER_UNIT);
}

/** Visits everything inside a value, shared parts as often as they occur. Uses no stack for nesting. */
export function visitsDeeply(value: Value): number {
  const open: Value[] = [value];
  let counted = 0;
  for (let next = open.pop(); next !== undefined && counted < MAX_COUNTED; next = open.pop()) {
    counted += typeof next === "string" ? 1 + next.length : 1;
    if (Array.isArray(next)) for (const element of next) open.push(element);
    else if (isMap(next)) for (const [key, entry] of mapEntries(next)) open.push(key, entry);
  }
  return Math.floor(counted / COPIED_PER_UNIT);
}
