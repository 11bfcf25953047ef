import { randomBytes } from "node:crypto";
import type { Store } from "#core/store";

/** How many aliases are remembered. */
const MOST_KNOWN = 50_000;

/** What stands for names in records: random, kept in the store, and remembered so that a decision about somebody known waits for nothing. */
export class Aliases {
  readonly #store: Store;
  readonly #known = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The alias of a name, if it is remembered. */
  known(name: string): string | undefined {
    return this.#known.get(name);
  }

  /** Finds or makes the aliases of names, after which `known` has them. Rejects with `UnavailableError` when the store does not answer. */
  async learn(names: readonly string[]): Promise<void> {
    for (const name of new Set(names)) {
      if (this.#known.has(name)) continue;
      const alias = await this.#store.aliases.claim(name, randomBytes(12).toString("base64url"));
      if (this.#known.size >= MOST_KNOWN) this.#known.delete(this.#known.keys().next().value ?? "");
      this.#known.set(name, alias);
    }
  }
}
