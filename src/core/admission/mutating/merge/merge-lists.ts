import { Unknown, type Value } from "#core/language";
import type { ListType } from "../schema/type.ts";
import { keyOf } from "./path.ts";

type Merge = (own: Value | undefined, applied: Value | undefined) => Value | undefined;

interface Keyed {
  readonly key: string;
  readonly value: Value;
}

/**
 * Merges two lists whose elements are told apart by keys: those of the configuration in its order, and those of the object alone where they stood
 * between them (sigs.k8s.io/structured-merge-diff, `visitListItems`).
 */
export function mergeLists(
  entries: Exclude<ListType["entries"], "atomic">,
  own: readonly Value[],
  applied: readonly Value[],
  merge: Merge,
): Value {
  const mine = keyed(entries, own);
  const theirs = keyed(entries, applied);
  if (mine instanceof Unknown) return mine;
  return theirs instanceof Unknown ? theirs : new ListMerge(mine, theirs, merge).run();
}

function keyed(entries: Exclude<ListType["entries"], "atomic">, list: readonly Value[]): readonly Keyed[] | Unknown {
  const found: Keyed[] = [];
  for (const [at, value] of list.entries()) {
    const key = keyOf(value, entries);
    if (key.kind === "unknown") return key.unknown;
    found.push({ key: key.kind === "key" ? key.text : `#${at}`, value });
  }
  return found;
}

class ListMerge {
  readonly #mine: readonly Keyed[];
  readonly #theirs: readonly Keyed[];
  readonly #merge: Merge;
  /** By key: what the object has; null for keys that it has twice, which are not merged but replaced. */
  readonly #own = new Map<string, Value>();
  readonly #applied: ReadonlyMap<string, Value>;
  /** The keys that both have, in the order of the configuration, and how many of them are done. */
  readonly #shared: readonly string[];
  #done = 0;
  #left = 0;
  #right = 0;
  readonly #merged = new Set<string>();
  readonly #out: Value[] = [];

  constructor(mine: readonly Keyed[], theirs: readonly Keyed[], merge: Merge) {
    this.#mine = mine;
    this.#theirs = theirs;
    this.#merge = merge;
    for (const { key, value } of mine) this.#own.set(key, this.#own.has(key) ? null : value);
    this.#applied = new Map(theirs.map(({ key, value }) => [key, value]));
    this.#shared = theirs.flatMap(({ key }) => (this.#own.has(key) ? [key] : []));
  }

  run(): Value {
    while (this.#left < this.#mine.length || this.#right < this.#theirs.length) this.#step();
    return this.#out;
  }

  #step(): void {
    const mine = this.#mine[this.#left];
    if (mine === undefined) return this.#takeTheirs();
    const theirs = this.#theirs[this.#right];
    if (theirs?.key === mine.key) return this.#takeBoth(mine.key);
    if (theirs !== undefined && this.#comesLater(mine.key)) {
      this.#left++;
    } else if (this.#applied.has(mine.key)) {
      if (this.#merged.has(mine.key)) this.#left++;
      this.#takeTheirs();
    } else {
      this.#add(this.#merge(mine.value, undefined));
      this.#left++;
    }
  }

  #takeBoth(key: string): void {
    this.#both(key);
    this.#done++;
    this.#left++;
    this.#right++;
  }

  #takeTheirs(): void {
    const theirs = this.#theirs[this.#right];
    if (theirs === undefined) return;
    this.#both(theirs.key);
    if (this.#shared[this.#done] === theirs.key) this.#done++;
    this.#right++;
  }

  /** Whether both have a key, but not the one whose turn it is. */
  #comesLater(key: string): boolean {
    const next = this.#shared[this.#done];
    return this.#applied.has(key) && next !== undefined && next !== key;
  }

  #both(key: string): void {
    this.#merged.add(key);
    this.#add(this.#merge(this.#own.get(key), this.#applied.get(key)));
  }

  #add(value: Value | undefined): void {
    if (value !== undefined) this.#out.push(value);
  }
}
