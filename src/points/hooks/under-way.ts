import type { Ruling, Settlement } from "#points/agents";

/** A call that was let through and of which nobody has said yet what became of it. */
interface UnderWay {
  readonly key: string;
  readonly settle: Ruling["settle"];
  readonly since: number;
}

/** How many calls may be under way; of more, the oldest counts as done. */
const MOST = 10_000;
/** After this a call counts as done: no client says that one was stopped by its user. */
const LONGEST_MS = 60 * 60 * 1000;

/**
 * The calls under way, so that what became of one settles what was reserved for it. A call that is asked about again under the same key
 * waits behind the first. What is lost with the process was reserved, and stays used up.
 */
export class CallsUnderWay {
  readonly #calls = new Map<string, UnderWay[]>();
  readonly #clock: () => number;
  #count = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  add(key: string, settle: Ruling["settle"]): void {
    this.#sweep();
    const waiting = this.#calls.get(key) ?? [];
    waiting.push({ key, settle, since: this.#clock() });
    this.#calls.set(key, waiting);
    this.#count += 1;
  }

  /** Settles the oldest call of this key; false where there is none. */
  async settle(key: string, settlement: Settlement): Promise<boolean> {
    const waiting = this.#calls.get(key);
    const first = waiting?.shift();
    if (waiting === undefined || first === undefined) return false;
    this.#count -= 1;
    if (waiting.length === 0) this.#calls.delete(key);
    await first.settle(settlement);
    return true;
  }

  #sweep(): void {
    for (const [key, [first]] of this.#calls) {
      const isOver = first !== undefined && this.#clock() - first.since > LONGEST_MS;
      if (!isOver && this.#count < MOST) return;
      void this.settle(key, { kind: "done" });
    }
  }
}
