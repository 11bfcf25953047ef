import { refusalOf, type Appended } from "#core/evidence";

interface Waiting {
  readonly entry: Uint8Array;
  readonly answer: (appended: Appended) => void;
}

/** So much is written at once, and so much may wait: beyond it nothing is taken. */
const GROUP_BYTES = 4 * 1024 * 1024;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;

/** Makes entries durable together, and answers the index of the first. Throws when that is not certain. */
export type CommitGroup = (entries: readonly Uint8Array[]) => Promise<number>;

/**
 * Makes entries durable in groups: all that arrive while one group is being written go into the next, so that many writers share one sync.
 *
 * An entry is answered only after its group is durable. `reasonOf` puts into words why one is not; then none is taken that was handed in before whoever hands them in can have
 * heard of it, because entries are often numbered, and one must not stand in the log when the one before it does not.
 */
export class Committer {
  readonly #commitGroup: CommitGroup;
  readonly #reasonOf: (error: unknown) => string;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | null = null;
  #failure: Appended | null = null;

  constructor(commitGroup: CommitGroup, reasonOf: (error: unknown) => string) {
    this.#commitGroup = commitGroup;
    this.#reasonOf = reasonOf;
  }

  append(entry: Uint8Array): Promise<Appended> {
    const refusal = refusalOf(entry) ?? this.#failure ?? (this.#waitingBytes > MOST_WAITING_BYTES ? OVERLOADED : null);
    if (refusal !== null) return Promise.resolve(refusal);
    return new Promise((answer) => {
      this.#waiting.push({ entry, answer });
      this.#waitingBytes += entry.length;
      this.#running ??= this.#run();
    });
  }

  /** Answers after everything that was appended by now was answered. */
  async drain(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // What arrives in the same turn goes into the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commit(this.#take());
    this.#running = null;
  }

  #take(): readonly Waiting[] {
    let [count, bytes] = [0, 0];
    while (count < this.#waiting.length && bytes < GROUP_BYTES) bytes += this.#waiting[count++]?.entry.length ?? 0;
    this.#waitingBytes -= bytes;
    const rest = this.#waiting.splice(count);
    const taken = this.#waiting;
    this.#waiting = rest;
    return taken;
  }

  // INVARIANT (durable-before-acknowledged): `appended` is answered after the group is durable, and for every entry of it.
  async #commit(group: readonly Waiting[]): Promise<void> {
    let first: number;
    try {
      first = await this.#commitGroup(group.map(({ entry }) => entry));
    } catch (error) {
      this.#fail(group, { kind: "unavailable", reason: this.#reasonOf(error) });
      return;
    }
    for (const [at, { answer }] of group.entries()) answer({ kind: "appended", index: first + at });
  }

  #fail(group: readonly Waiting[], failure: Appended): void {
    const lost = [...group, ...this.#waiting];
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#failure = failure;
    setImmediate(() => {
      this.#failure = null;
    });
    for (const { answer } of lost) answer(failure);
  }
}

const OVERLOADED: Appended = { kind: "unavailable", reason: "too many records wait to be written" };
