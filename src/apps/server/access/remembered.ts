import { UnavailableError } from "#core/diagnostics";

/** How long what was found is believed before it is looked up again: at most so long after another replica changed it. */
const FRESH_MS = 5000;
/** How long it is believed while the store does not answer: decisions go on while the database is away, but not for ever. */
const STALE_MS = 300_000;
/** How much is remembered. */
const MOST_KNOWN = 10_000;

interface Known<Found> {
  readonly found: Found;
  readonly at: number;
}

/** Remembers for a moment what a store has under a key, so that requests do not wait for the store. */
export class Remembered<Found extends object> {
  readonly #find: (key: string) => Promise<Found | null>;
  readonly #now: () => number;
  readonly #known = new Map<string, Known<Found>>();

  constructor(find: (key: string) => Promise<Found | null>, now: () => number) {
    this.#find = find;
    this.#now = now;
  }

  /** What is under a key; null when nothing is. Rejects with `UnavailableError` when the store cannot tell. */
  get(key: string): Found | Promise<Found | null> {
    const now = this.#now();
    const known = this.#known.get(key);
    return known !== undefined && isYounger(known, now, FRESH_MS) ? known.found : this.#lookUp(key, known, now);
  }

  /** Forgets what is remembered, as after it was changed here. */
  forget(key: string): void {
    this.#known.delete(key);
  }

  async #lookUp(key: string, known: Known<Found> | undefined, now: number): Promise<Found | null> {
    try {
      return this.#remember(key, await this.#find(key), now);
    } catch (error) {
      if (known !== undefined && error instanceof UnavailableError && isYounger(known, now, STALE_MS))
        return known.found;
      throw error;
    }
  }

  /** Only what exists is remembered, so that guesses cannot fill the memory. */
  #remember(key: string, found: Found | null, at: number): Found | null {
    this.#known.delete(key);
    if (found === null) return null;
    if (this.#known.size >= MOST_KNOWN) this.#known.delete(this.#known.keys().next().value ?? "");
    this.#known.set(key, { found, at });
    return found;
  }
}

/** Whether something was found less than so long ago; a clock that was set back makes nothing younger. */
function isYounger({ at }: Known<object>, now: number, mostMs: number): boolean {
  return now >= at && now - at < mostMs;
}
