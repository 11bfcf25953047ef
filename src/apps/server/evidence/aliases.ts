import { randomBytes } from "node:crypto";
import type { Store } from "#core/store";

/** How many aliases are remembered in a period, and how long one is at least. */
const MOST_KNOWN = 25_000;
const PERIOD_MS = 300_000;

/**
 * What stands for names in records: random, kept in the store, and remembered for five to ten minutes, so that a decision about somebody known waits for nothing and somebody
 * who was forgotten through another replica is soon forgotten here.
 */
export class Aliases {
  readonly #store: Store;
  readonly #now: () => number;
  #known = new Map<string, string>();
  /** Those of the period before, which are asked for again but still answer what is under way. */
  #older = new Map<string, string>();
  #since: number;

  constructor(store: Store, now: () => number = performance.now.bind(performance)) {
    this.#store = store;
    this.#now = now;
    this.#since = now();
  }

  /** The alias of a name, if it is remembered. */
  known(name: string): string | undefined {
    return this.#known.get(name) ?? this.#older.get(name);
  }

  /** Finds or makes the aliases of names, after which `known` has them. Rejects with `UnavailableError` when the store does not answer. */
  async learn(names: readonly string[]): Promise<void> {
    if (this.#known.size >= MOST_KNOWN || this.#now() - this.#since > PERIOD_MS) this.#turn();
    for (const name of new Set(names)) {
      if (this.#known.has(name)) continue;
      const alias = await this.#store.aliases.claim(name, randomBytes(12).toString("base64url"));
      this.#known.set(name, alias);
    }
  }

  /** Whether a name has an alias. Rejects as `learn` does. */
  async has(name: string): Promise<boolean> {
    return (await this.#store.aliases.find(name)) !== null;
  }

  /** Forgets a name, here and in the store. Rejects as `learn` does. */
  async forget(name: string): Promise<void> {
    await this.#store.aliases.forget(name);
    this.#known.delete(name);
    this.#older.delete(name);
  }

  #turn(): void {
    this.#older = this.#known;
    this.#known = new Map();
    this.#since = this.#now();
  }
}
