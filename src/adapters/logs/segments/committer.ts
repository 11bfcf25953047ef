import type { Appended, LogTree } from "#core/evidence";
import { refusalOf } from "#core/evidence";
import { reasonOf } from "../disk/reason.ts";
import type { SegmentWriter } from "./writer.ts";

interface Waiting {
  readonly entry: Uint8Array;
  readonly answer: (appended: Appended) => void;
}

/** So much is written at once, and so much may wait or be unpublished: beyond it nothing is taken. */
const GROUP_BYTES = 4 * 1024 * 1024;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
const MOST_UNPUBLISHED_BYTES = 256 * 1024 * 1024;

/**
 * Makes entries durable in groups: all that arrive while one group is being written go into the next, so that many writers share one sync.
 *
 * An entry is answered only after its group was synced, and it enters the tree only then.
 */
export class Committer {
  readonly #tree: LogTree;
  readonly #writer: SegmentWriter;
  readonly #onGrown: () => void;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | null = null;

  constructor(tree: LogTree, writer: SegmentWriter, onGrown: () => void) {
    this.#tree = tree;
    this.#writer = writer;
    this.#onGrown = onGrown;
  }

  append(entry: Uint8Array, unpublishedBytes: number): Promise<Appended> {
    const refusal = refusalOf(entry) ?? this.#overload(unpublishedBytes);
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

  #overload(unpublishedBytes: number): Appended | null {
    if (this.#waitingBytes > MOST_WAITING_BYTES)
      return { kind: "unavailable", reason: "too many records wait to be written" };
    if (unpublishedBytes + this.#tree.readyBytes <= MOST_UNPUBLISHED_BYTES) return null;
    return { kind: "unavailable", reason: "the tiles of earlier records cannot be written" };
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

  // INVARIANT (durable-before-acknowledged): `appended` is answered after the sync of the group, and for every entry of it.
  async #commit(group: readonly Waiting[]): Promise<void> {
    const entries = group.map(({ entry }) => entry);
    try {
      await this.#writer.write(this.#tree, entries);
    } catch (error) {
      const reason = reasonOf(error);
      for (const { answer } of group) answer({ kind: "unavailable", reason });
      return;
    }
    const first = this.#tree.size;
    for (const entry of entries) this.#tree.add(entry);
    for (const [at, { answer }] of group.entries()) answer({ kind: "appended", index: first + at });
    this.#onGrown();
  }
}
