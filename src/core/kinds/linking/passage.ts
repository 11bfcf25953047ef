import { candidatesOf, ENOUGH_POSSIBLE, somePossible, type Candidates } from "./find-candidates.ts";
import { byOrdinal, type Node } from "./world.ts";

/** One link behind another: what it joins, and how much of that is looked at. */
export interface Onward {
  /** Whether there is nothing to lead to. */
  readonly isEmpty: boolean;
  /** What is joined with a resource that the first link leads to. */
  readonly from: (between: Node) => Candidates;
  /** How many resources each one is joined with for certain at most. */
  readonly most: number;
}

/** The resources that a link leads to, as those who go on behind it see them: only what gives the link its value is certain. */
export function landing(candidates: Candidates, many: boolean): Candidates {
  const { proven } = candidates;
  if (many || proven.length === 0) return candidates;
  return proven.length === 1 ? candidatesOf(proven, []) : candidatesOf([], proven.slice(0, ENOUGH_POSSIBLE));
}

/**
 * Joins a resource with what lies behind those that another link leads to.
 *
 * Proven is what a proven step leads to from where a proven step led; possible is what any other two steps lead to. Where not every way was looked
 * at, what is left is possible: by the resources behind it or, when none of them is known, by those in between.
 */
export function passThrough(self: Node, first: Candidates, onward: Onward): Candidates {
  if (first.proven.length === 0 && first.possible.length === 0) return first;
  const passage = new Passage(self, onward);
  for (const between of first.proven) passage.go(between);
  for (const between of first.possible) passage.peer(between);
  if (first.hasMore) passage.leave(first.possible);
  return passage.result();
}

class Passage {
  readonly #self: Node;
  readonly #onward: Onward;
  readonly #proven = new Set<Node>();
  readonly #suspects: (readonly Node[])[] = [];
  #left: readonly Node[] = [];
  #steps = 0;

  constructor(self: Node, onward: Onward) {
    this.#self = self;
    this.#onward = onward;
  }

  /** Goes on from where a proven step led. */
  go(between: Node): void {
    const { proven, possible, hasMore } = this.#onward.from(between);
    if (hasMore) this.leave([between]);
    for (const node of proven) {
      if (this.#isWeary) return this.leave([between]);
      this.#steps++;
      this.#proven.add(node);
    }
    this.#suspects.push(possible);
  }

  /** Looks where a merely possible step may lead. */
  peer(between: Node): void {
    const { proven, possible, hasMore } = this.#onward.from(between);
    if (hasMore) this.leave([between]);
    this.#suspects.push(proven, possible);
  }

  /** Notes resources from where not every way was looked at. */
  leave(between: readonly Node[]): void {
    this.#left = between;
  }

  result(): Candidates {
    this.#proven.delete(this.#self);
    const inOrder = [...this.#proven].toSorted(byOrdinal);
    const { most } = this.#onward;
    const rest = inOrder.slice(most, most + ENOUGH_POSSIBLE);
    const possible = rest.length > 0 ? rest : somePossible(this.#suspects, (node) => this.#isKnown(node));
    const isOpen = this.#left.length > 0;
    const candidates = candidatesOf(inOrder.slice(0, most), possible.length > 0 ? possible : this.#left);
    return isOpen ? { ...candidates, hasMore: true } : candidates;
  }

  // Counts what is met again, too, so that many siblings behind many others do not take the product of both.
  get #isWeary(): boolean {
    return this.#steps > this.#onward.most + ENOUGH_POSSIBLE;
  }

  #isKnown(node: Node): boolean {
    return node === this.#self || this.#proven.has(node);
  }
}
