/** How much is remembered in a period, and how long at least. */
const MOST_KNOWN = 25_000;
const PERIOD_MS = 300_000;

/** Remembers what a store has for names, for five to ten minutes, so that whatever is about somebody known waits for nothing. */
export class KnownNames<Value> {
  readonly #find: (name: string) => Promise<Value>;
  readonly #now: () => number;
  #known = new Map<string, Value>();
  /** Those of the period before, which are asked for again but still answer what is under way. */
  #older = new Map<string, Value>();
  #since: number;

  constructor(find: (name: string) => Promise<Value>, now: () => number) {
    this.#find = find;
    this.#now = now;
    this.#since = now();
  }

  /** What a name has, if it is remembered. */
  known(name: string): Value | undefined {
    return this.#known.get(name) ?? this.#older.get(name);
  }

  /** Finds what names have, after which `known` has it. Rejects as the store does. */
  async learn(names: readonly string[]): Promise<void> {
    if (this.#known.size >= MOST_KNOWN || this.#now() - this.#since > PERIOD_MS) this.#turn();
    for (const name of new Set(names)) {
      if (this.#known.has(name)) continue;
      this.#known.set(name, await this.#find(name));
    }
  }

  forget(name: string): void {
    this.#known.delete(name);
    this.#older.delete(name);
  }

  #turn(): void {
    this.#older = this.#known;
    this.#known = new Map();
    this.#since = this.#now();
  }
}
