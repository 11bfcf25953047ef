/** What has to be let go again, in the order in which it was opened. */
export class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Lets everything go, the last that was opened first. What cannot be let go keeps nothing else; what went wrong is answered. */
  async close(): Promise<readonly unknown[]> {
    const problems: unknown[] = [];
    for (const close of this.#closers.splice(0).toReversed())
      await close().catch((error: unknown) => problems.push(error));
    return problems;
  }
}
