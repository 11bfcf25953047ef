/** How much is remembered of one server, at all and of one owner. */
const MOST = 50_000;
const MOST_PER_OWNER = 2000;

// INVARIANT (gateway-given-only): all callers share what reaches a server, so that the server cannot tell them apart. What it gives to one of them (the id of a task, a state
// to bring back) is sent to it again for that one alone.
/** What a server gave to whom, for a while. In memory: after a restart nobody has anything, and what is forgotten is refused. */
export class Given {
  readonly #now: () => number;
  /** By owner: until when each thing is its own, oldest first. */
  readonly #kept = new Map<string, Map<string, number>>();
  #size = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Something is an owner's for a while, or for longer than before. Of too much the oldest is forgotten. */
  give(owner: string, thing: string, forMs: number): void {
    const things = this.#kept.get(owner) ?? new Map<string, number>();
    this.#kept.set(owner, things);
    const before = things.get(thing) ?? 0;
    this.#forget(owner, things, thing);
    if (things.size >= MOST_PER_OWNER) this.#forgetOldest(owner, things);
    if (this.#size >= MOST) this.#makeRoom();
    this.#kept.set(owner, things);
    things.set(thing, Math.max(before, this.#now() + forMs));
    this.#size += 1;
  }

  isGiven(owner: string, thing: string): boolean {
    return (this.#kept.get(owner)?.get(thing) ?? -Infinity) > this.#now();
  }

  #makeRoom(): void {
    const now = this.#now();
    for (const [owner, things] of this.#kept)
      for (const [thing, untilMs] of things) if (untilMs <= now) this.#forget(owner, things, thing);
    if (this.#size < MOST) return;
    const [most] = [...this.#kept].toSorted(([, one], [, other]) => other.size - one.size);
    if (most !== undefined) this.#forgetOldest(...most);
  }

  #forgetOldest(owner: string, things: Map<string, number>): void {
    const [oldest] = things.keys();
    if (oldest !== undefined) this.#forget(owner, things, oldest);
  }

  #forget(owner: string, things: Map<string, number>, thing: string): void {
    if (things.delete(thing)) this.#size -= 1;
    if (things.size === 0) this.#kept.delete(owner);
  }
}
