import type { HistoryStore, StoredAct } from "#core/store";
import { GroupWriter } from "../group-writer.ts";

/** How long what lowers an act may wait, and how much of it at most: what is beyond is told, and counts for good. */
const FLUSH_MS = 250;
const MOST_PENDING = 10_000;
/** How long after a failure it is tried again. */
const AGAIN_MS = 5000;

/**
 * Acts on their way into the store, in groups.
 *
 * INVARIANT (history-before-answer): an act and the labels of its result stand in the store before anybody hears of them; only what makes it count for less follows later, so that
 * whatever ends the process, too much is remembered and never too little.
 */
export class PendingActs {
  readonly #store: HistoryStore;
  readonly #report: (error: unknown) => void;
  readonly #added: GroupWriter<StoredAct>;
  readonly #labelled: GroupWriter<StoredAct>;
  /** What waits, by the ids of the acts. */
  #waiting = new Map<string, StoredAct>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(store: HistoryStore, report: (error: unknown) => void) {
    this.#store = store;
    this.#report = report;
    this.#added = new GroupWriter((acts) => store.append(acts, null));
    this.#labelled = new GroupWriter((acts) => store.amend(acts));
  }

  /** Resolves once the act is kept; rejects with `UnavailableError` where it may not be. */
  add(act: StoredAct): Promise<void> {
    return this.#added.keep([act]);
  }

  /** Says of an act that was added what later acts have to know. Rejects with `UnavailableError`, and tries again before anything is read. */
  async label(act: StoredAct): Promise<void> {
    try {
      await this.#labelled.keep([act]);
    } catch (error) {
      this.#waiting.set(act.id, act);
      this.#awaitFlush(AGAIN_MS);
      throw error;
    }
  }

  /** Says soon of an act that was added that it counts for less. */
  lower(act: StoredAct): void {
    if (this.#waiting.size >= MOST_PENDING && !this.#waiting.has(act.id)) {
      this.#report(new Error(`More than ${MOST_PENDING} corrections of acts of agents wait to be kept`));
      return;
    }
    this.#waiting.set(act.id, act);
    this.#awaitFlush();
  }

  /** Waits until all is kept that was said of acts; rejects with `UnavailableError`, and then it still waits. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#write());
    return this.#flushing;
  }

  async close(): Promise<void> {
    await this.flush().catch(this.#report);
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #awaitFlush(ms = FLUSH_MS): void {
    this.#timer ??= setTimeout(() => void this.flush().catch(this.#report), ms).unref();
  }

  async #write(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const acts = this.#waiting;
    if (acts.size === 0) return;
    this.#waiting = new Map();
    try {
      await this.#store.amend([...acts.values()]);
    } catch (error) {
      this.#waiting = new Map([...acts, ...this.#waiting]);
      this.#awaitFlush(AGAIN_MS);
      throw error;
    }
  }
}
