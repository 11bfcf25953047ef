import type { Proposal } from "#core/model";
import { Allowance } from "./allowance.ts";

/** How many decisions a second are looked at, of questions that seem new and of others, and for how many it is found out which they are. */
const NEW_PER_SECOND = 200;
const AGAIN_PER_SECOND = 100;
const TOLD_APART_PER_SECOND = 5000;
/** How many questions are remembered, at most twice over. */
const MOST_REMEMBERED = 10_000;

/**
 * Chooses which decisions are looked at, so that recording costs the same however many are made: up to so many a second, and those whose question was not
 * seen lately before others. Whether it was is told by a few of its words, which is quick and at worst wrong.
 */
export class Sample {
  readonly #new = new Allowance(NEW_PER_SECOND, NEW_PER_SECOND);
  readonly #again = new Allowance(AGAIN_PER_SECOND, AGAIN_PER_SECOND);
  readonly #toldApart = new Allowance(TOLD_APART_PER_SECOND, TOLD_APART_PER_SECOND);
  #recent = new Set<string>();
  #earlier: ReadonlySet<string> = new Set();

  takes(proposal: Proposal, effect: string, nowMs: number): boolean {
    if (!this.#toldApart.take(nowMs)) return false;
    return (this.#isNew(wordsOf(proposal, effect)) && this.#new.take(nowMs)) || this.#again.take(nowMs);
  }

  #isNew(words: string): boolean {
    if (this.#recent.has(words)) return false;
    const isNew = !this.#earlier.has(words);
    if (this.#recent.size >= MOST_REMEMBERED) {
      this.#earlier = this.#recent;
      this.#recent = new Set();
    }
    this.#recent.add(words);
    return isNew;
  }
}

function wordsOf({ principal, effects, context }: Proposal, effect: string): string {
  const [first] = effects;
  const act =
    first === undefined ? "" : `${first.verb} ${first.resource.kind} ${first.resource.type} ${first.resource.id}`;
  return `${effect} ${context.point} ${principal.kind} ${principal.id} ${effects.length} ${act}`;
}
