import type { AliasStore } from "#core/store";

/** Aliases in a map. */
export class MemoryAliases implements AliasStore {
  readonly #aliases = new Map<string, string>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async claim(name: string, proposed: string): Promise<string> {
    this.#check();
    const alias = this.#aliases.get(name) ?? proposed;
    this.#aliases.set(name, alias);
    return alias;
  }

  async find(name: string): Promise<string | null> {
    this.#check();
    return this.#aliases.get(name) ?? null;
  }

  async forget(name: string): Promise<void> {
    this.#check();
    this.#aliases.delete(name);
  }
}
