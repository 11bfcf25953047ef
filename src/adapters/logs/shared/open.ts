import { UnavailableError } from "#core/diagnostics";
import { parseCheckpoint, parseTilePath, type Appended, type EvidenceLog, type Signer } from "#core/evidence";
import { Committer } from "../groups/committer.ts";
import type { LogStore } from "./log-store.ts";
import { SharedPublisher } from "./publisher.ts";

/** How a log that several processes write together is opened. */
export interface SharedLogOptions {
  readonly store: LogStore;
  readonly origin: string;
  /** The log's key, while it is being replaced the old one and then the new one; none where others sign. */
  readonly signers: readonly Signer[];
  /** How long a record waits for a checkpoint at most while nothing is broken, in milliseconds (default 1000). */
  readonly publishAfterMs?: number;
}

/**
 * Opens a log that any number of processes write together, or begins it.
 *
 * Each makes its records durable by itself, and needs none of the others for it. One of them publishes; when it does not, another one does. Throws an
 * `UnavailableError`: `log-foreign` where another key has signed, `log-damaged` when the store does not hold what was signed.
 */
export async function openSharedLog(options: SharedLogOptions): Promise<EvidenceLog> {
  const log = new SharedLog(options);
  if (options.signers.length > 0) await log.publish();
  return log;
}

const PUBLISH_AFTER_MS = 1000;

/** So much longer wait those that did not publish last, so that in quiet times one alone does. */
const OTHERS_WAIT_FACTOR = 3;

class SharedLog implements EvidenceLog {
  readonly origin: string;
  readonly #store: LogStore;
  readonly #committer: Committer;
  readonly #publisher: SharedPublisher;
  readonly #publishAfterMs: number;
  readonly #signs: boolean;
  #size = 0;
  #newest: Uint8Array | null = null;
  #isLeading = true;
  #timer: NodeJS.Timeout | null = null;
  #open = true;

  constructor({ store, origin, signers, publishAfterMs = PUBLISH_AFTER_MS }: SharedLogOptions) {
    this.origin = origin;
    this.#store = store;
    this.#signs = signers.length > 0;
    this.#publishAfterMs = publishAfterMs;
    this.#publisher = new SharedPublisher(store, origin, signers);
    this.#committer = new Committer((entries) => this.#commit(entries), reasonOf);
  }

  append(entry: Uint8Array): Promise<Appended> {
    if (!this.#open) return Promise.resolve({ kind: "unavailable", reason: "the log is closed" });
    return this.#committer.append(entry);
  }

  size(): number {
    return this.#size;
  }

  async publish(): Promise<string> {
    const note = await this.#publisher.publish();
    this.#newest = Buffer.from(note);
    this.#size = Math.max(this.#size, parseCheckpoint(this.#newest)?.size ?? 0);
    return note;
  }

  async read(path: string): Promise<Uint8Array | null> {
    if (!this.#open) return path === "checkpoint" ? this.#newest : null;
    if (path === "checkpoint") return (await this.#store.readHead())?.note ?? null;
    return parseTilePath(path) === null ? null : await this.#store.readFile(path);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    try {
      await this.#committer.drain();
      if (this.#signs) await this.publish();
    } finally {
      await this.#store.close();
    }
  }

  async #commit(entries: readonly Uint8Array[]): Promise<number> {
    const first = await this.#store.append(entries);
    this.#size = Math.max(this.#size, first + entries.length);
    if (this.#signs) this.#publishSoon();
    return first;
  }

  /** Nothing is lost while nothing is published: the groups stay where they are. */
  #publishSoon(): void {
    const afterMs = this.#publishAfterMs * (this.#isLeading ? 1 : OTHERS_WAIT_FACTOR);
    const size = this.#size;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#open) this.#publishUnless(size).catch(() => this.#publishSoon());
    }, afterMs).unref();
  }

  /** Publishes, unless another has published what was there when this began to wait. */
  async #publishUnless(size: number): Promise<void> {
    const head = await this.#store.readHead();
    const published = head === null ? 0 : (parseCheckpoint(head.note)?.size ?? 0);
    this.#isLeading = published < size;
    if (this.#isLeading) await this.publish();
    else if (published < this.#size) this.#publishSoon();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof UnavailableError ? error.message : "the store of the log did not answer";
}
