import type { Timestamp } from "#core/language";
import type { Principal } from "#core/model";
import type { Answer } from "./blame.ts";
import type { Flip, FlipKind } from "./replay.ts";

/** How many recordings, and how many decisions they stand for. */
export interface ReplayCount {
  readonly recordings: number;
  readonly decisions: number;
}

/** One question whose answer changes. */
export interface FlipExample {
  readonly id: string;
  readonly acts: string;
  /** RFC 3339. */
  readonly at: string;
  readonly before: Answer;
  readonly after: Answer;
}

/** Flips of one kind that the same policies or circumstances account for, for one principal. */
export interface FlipGroup extends ReplayCount {
  readonly kind: FlipKind;
  readonly stricter: boolean;
  /** Who stands in the way: afterwards where it got stricter, before where it no longer does. */
  readonly by: readonly string[];
  readonly principal: Pick<Principal, "kind" | "id">;
  readonly examples: readonly FlipExample[];
}

/** What a replay found. */
export interface ReplayReport {
  readonly replayed: ReplayCount;
  readonly flips: Readonly<Record<FlipKind, ReplayCount>>;
  /** What is let through first, then the largest. */
  readonly groups: readonly FlipGroup[];
  /** Flips that stand in no group, because there were too many. */
  readonly ungrouped: ReplayCount;
}

/** More groups and examples than anybody reads. */
const MOST_GROUPS = 1000;
const MOST_EXAMPLES = 5;

const NONE: ReplayCount = { recordings: 0, decisions: 0 };

/** The report of a replay that has not begun. */
export const NOTHING_REPLAYED: ReplayReport = {
  replayed: NONE,
  flips: { "newly-allowed": NONE, "newly-denied": NONE, other: NONE },
  groups: [],
  ungrouped: NONE,
};

/** Puts a report together, one question after the other. Its size is bounded, however many there are. */
export class ReplayTally {
  #replayed = NONE;
  #ungrouped = NONE;
  readonly #flips = { ...NOTHING_REPLAYED.flips };
  readonly #groups = new Map<string, FlipGroup>();

  /** Counts a question that stands for `decisions`, and what became of its answer. */
  add(decisions: number, flip: Flip | null): void {
    this.#replayed = plus(this.#replayed, { recordings: 1, decisions });
    if (flip === null) return;
    const { kind, stricter, before, after, principal, count, id, acts, at } = flip;
    const by = stricter ? after.by : before.by;
    this.#count(kind, { recordings: 1, decisions: count });
    const example = { id, acts, at: textOf(at), before, after };
    this.#put({ kind, stricter, by, principal, recordings: 1, decisions: count, examples: [example] });
  }

  /** Adds the report of another part of the same recordings. */
  merge({ replayed, flips, groups, ungrouped }: ReplayReport): void {
    this.#replayed = plus(this.#replayed, replayed);
    this.#ungrouped = plus(this.#ungrouped, ungrouped);
    for (const kind of KINDS) this.#count(kind, flips[kind]);
    for (const group of groups) this.#put(group);
  }

  report(): ReplayReport {
    return {
      replayed: this.#replayed,
      flips: { ...this.#flips },
      groups: [...this.#groups.values()].toSorted(byWeight),
      ungrouped: this.#ungrouped,
    };
  }

  #count(kind: FlipKind, count: ReplayCount): void {
    this.#flips[kind] = plus(this.#flips[kind], count);
  }

  #put(group: FlipGroup): void {
    const key = JSON.stringify([group.kind, group.stricter, group.by, group.principal.kind, group.principal.id]);
    const known = this.#groups.get(key);
    if (known === undefined && this.#groups.size >= MOST_GROUPS) {
      this.#ungrouped = plus(this.#ungrouped, group);
      return;
    }
    const examples = [...(known?.examples ?? []), ...group.examples].slice(0, MOST_EXAMPLES);
    this.#groups.set(key, { ...group, ...plus(known ?? NONE, group), examples });
  }
}

const KINDS: readonly FlipKind[] = ["newly-allowed", "newly-denied", "other"];

function textOf({ seconds, nanos }: Timestamp): string {
  return new Date(seconds * 1000 + Math.floor(nanos / 1_000_000)).toISOString();
}

function plus(a: ReplayCount, b: ReplayCount): ReplayCount {
  return { recordings: a.recordings + b.recordings, decisions: a.decisions + b.decisions };
}

function byWeight(a: FlipGroup, b: FlipGroup): number {
  if (a.stricter !== b.stricter) return a.stricter ? 1 : -1;
  return b.decisions - a.decisions;
}
