import type { DisclosureStore, StoredDisclosure } from "#core/store";

/** Writes disclosures: those that come while others are being written go together into one write behind them. */
export class DisclosureWriter {
  readonly #store: Pick<DisclosureStore, "keep">;
  #last: Promise<void> = Promise.resolve();
  #next: { readonly rows: StoredDisclosure[]; readonly written: Promise<void> } | null = null;

  constructor(store: Pick<DisclosureStore, "keep">) {
    this.#store = store;
  }

  /** Resolves once all are durable; rejects with `UnavailableError` when one may not be. */
  keep(disclosures: readonly StoredDisclosure[]): Promise<void> {
    if (disclosures.length === 0) return Promise.resolve();
    this.#next ??= this.#begin();
    for (const one of disclosures) this.#next.rows.push(one);
    return this.#next.written;
  }

  #begin(): { readonly rows: StoredDisclosure[]; readonly written: Promise<void> } {
    const rows: StoredDisclosure[] = [];
    const written = this.#last.then(() => {
      this.#next = null;
      return this.#store.keep(rows);
    });
    this.#last = written.catch(() => {});
    return { rows, written };
  }
}
