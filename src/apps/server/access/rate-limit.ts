/** How many keys are counted at once; of more, those that came first are forgotten first. */
const MOST_KEYS = 10_000;
const MOST_OWED_SECONDS = 10;

interface Bucket {
  left: number;
  at: number;
}

/** Lets each key do so much a second, and as much at once. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perSecond: number, now: () => number) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Takes one from what a key has left; false when there is nothing. */
  take(key: string): boolean {
    const bucket = this.#bucket(key);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  /**
   * Takes one though nothing may be left. Many attempts that are under way at once find all something left; what they took too much is owed, so that the next
   * such burst has to wait, for ten seconds at most.
   */
  charge(key: string): void {
    const bucket = this.#bucket(key);
    bucket.left = Math.max(bucket.left - 1, -MOST_OWED_SECONDS * this.#perSecond);
  }

  /** Whether a key has anything left, without taking it. */
  has(key: string): boolean {
    return this.#buckets.has(key) ? this.#bucket(key).left >= 1 : true;
  }

  #bucket(key: string): Bucket {
    const now = this.#now();
    const known = this.#buckets.get(key);
    if (known === undefined) return this.#open(key, now);
    // A clock that is set back gives nothing and takes nothing.
    const seconds = Math.max(0, now - known.at) / 1000;
    known.left = Math.min(this.#perSecond, known.left + seconds * this.#perSecond);
    known.at = now;
    return known;
  }

  #open(key: string, at: number): Bucket {
    if (this.#buckets.size >= MOST_KEYS) this.#buckets.delete(this.#buckets.keys().next().value ?? "");
    const bucket = { left: this.#perSecond, at };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
