/** Writes rows in groups: those that come while others are being written go together into one write behind them. */
export class GroupWriter<Row> {
  readonly #write: (rows: readonly Row[]) => Promise<unknown>;
  #last: Promise<void> = Promise.resolve();
  #next: { readonly rows: Row[]; readonly written: Promise<void> } | null = null;

  constructor(write: (rows: readonly Row[]) => Promise<unknown>) {
    this.#write = write;
  }

  /** Resolves once all of them are written; rejects as the write does. */
  keep(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return Promise.resolve();
    this.#next ??= this.#begin();
    for (const one of rows) this.#next.rows.push(one);
    return this.#next.written;
  }

  #begin(): { readonly rows: Row[]; readonly written: Promise<void> } {
    const rows: Row[] = [];
    const written = this.#last.then(async () => {
      this.#next = null;
      await this.#write(rows);
    });
    this.#last = written.catch(() => {});
    return { rows, written };
  }
}
