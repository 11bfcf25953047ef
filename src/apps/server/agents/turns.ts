/** Lets one at a time have its turn under each of some names. */
export class Turns {
  /** The end of the last turn under a name. */
  readonly #last = new Map<string, Promise<void>>();

  /** Waits for a turn under all of the names, and answers what ends it; it may be called more than once. */
  async take(names: readonly string[]): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const own = [...new Set(names)];
    const before = own.flatMap((name) => this.#last.get(name) ?? []);
    // All at once, so that no two wait for each other.
    for (const name of own) this.#last.set(name, promise);
    await Promise.all(before);
    return () => {
      for (const name of own) if (this.#last.get(name) === promise) this.#last.delete(name);
      resolve();
    };
  }
}
