import type { HistoryStore, StoredAct } from "#core/store";

/** How long acts may wait, and how many at most: what is beyond is told and lost. */
const FLUSH_MS = 250;
const MOST_PENDING = 10_000;

interface Pending {
  readonly act: StoredAct;
  /** Whether it is not in the store yet. */
  readonly isNew: boolean;
}

/** Acts that are kept behind the answer, in batches. */
export class PendingActs {
  readonly #store: HistoryStore;
  readonly #report: (error: unknown) => void;
  /** By their ids, in the order in which they came. */
  #acts = new Map<string, Pending>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(store: HistoryStore, report: (error: unknown) => void) {
    this.#store = store;
    this.#report = report;
  }

  /** Keeps an act soon. */
  add(act: StoredAct): void {
    this.#put(act, true);
  }

  /** Says more of an act that was added. */
  amend(act: StoredAct): void {
    this.#put(act, this.#acts.get(act.id)?.isNew ?? false);
  }

  #put(act: StoredAct, isNew: boolean): void {
    if (this.#acts.size >= MOST_PENDING && !this.#acts.has(act.id)) {
      this.#report(new Error(`More than ${MOST_PENDING} acts of agents wait to be kept`));
      return;
    }
    this.#acts.set(act.id, { act, isNew });
    this.#timer ??= setTimeout(() => void this.flush().catch(this.#report), FLUSH_MS).unref();
  }

  /** Waits until all acts are kept; rejects with `UnavailableError`, and then they still wait. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#write());
    return this.#flushing;
  }

  async close(): Promise<void> {
    await this.flush().catch(this.#report);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #write(): Promise<void> {
    this.#timer = null;
    const acts = this.#acts;
    if (acts.size === 0) return;
    this.#acts = new Map();
    try {
      const all = [...acts.values()];
      await this.#store.append(
        all.filter(({ isNew }) => isNew).map(({ act }) => act),
        null,
      );
      for (const { act } of all.filter(({ isNew }) => !isNew)) await this.#store.amend(act);
    } catch (error) {
      this.#acts = new Map([...acts, ...this.#acts]);
      throw error;
    }
  }
}
