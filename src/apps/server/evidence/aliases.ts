import { randomBytes } from "node:crypto";
import type { Store } from "#core/store";
import { KnownNames } from "./known-names.ts";

/**
 * What stands for names in records: random, kept in the store, and remembered for a while, so that somebody who was forgotten through another replica is soon
 * forgotten here.
 */
export class Aliases {
  readonly #store: Store;
  readonly #names: KnownNames<string>;

  constructor(store: Store, now: () => number = performance.now.bind(performance)) {
    this.#store = store;
    const claim = (name: string): Promise<string> => store.aliases.claim(name, randomBytes(12).toString("base64url"));
    this.#names = new KnownNames(claim, now);
  }

  /** The alias of a name, if it is remembered. */
  known(name: string): string | undefined {
    return this.#names.known(name);
  }

  /** Finds or makes the aliases of names, after which `known` has them. Rejects with `UnavailableError` when the store does not answer. */
  learn(names: readonly string[]): Promise<void> {
    return this.#names.learn(names);
  }

  /** Whether a name has an alias. Rejects as `learn` does. */
  async has(name: string): Promise<boolean> {
    return (await this.#store.aliases.find(name)) !== null;
  }

  /** Forgets a name, here and in the store. Rejects as `learn` does. */
  async forget(name: string): Promise<void> {
    await this.#store.aliases.forget(name);
    this.#names.forget(name);
  }
}
