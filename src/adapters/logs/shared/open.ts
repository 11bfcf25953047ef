import { UnavailableError } from "#core/diagnostics";
import {
  parseCheckpoint,
  parseTilePath,
  type Appended,
  type Cosigner,
  type EvidenceLog,
  type Showcase,
  type Signer,
} from "#core/evidence";
import { Committer } from "../groups/committer.ts";
import type { LogStore } from "./log-store.ts";
import { SharedPublisher } from "./publisher.ts";
import { readShown, showAll, showcaseOver } from "./shown.ts";

/** How a log that several processes write together is opened. */
export interface SharedLogOptions {
  readonly store: LogStore;
  readonly origin: string;
  /** The log's key, while it is being replaced the old one and then the new one; none where others sign. */
  readonly signers: readonly Signer[];
  /** How long a record waits for a checkpoint at most while nothing is broken, in milliseconds (default 1000). */
  readonly publishAfterMs?: number;
  /** Asks witnesses for their signatures before readers have a checkpoint; without one, none is asked. */
  readonly cosigner?: Cosigner;
}

/**
 * Opens a log that any number of processes write together, or begins it.
 *
 * Each makes its records durable by itself, and needs none of the others for it. One of them publishes; when it does not, another one does. Throws an
 * `UnavailableError`: `log-foreign` where another key has signed, `log-damaged` when the store does not hold what was signed.
 */
export async function openSharedLog(options: SharedLogOptions): Promise<EvidenceLog> {
  const log = new SharedLog(options);
  if (options.signers.length > 0) await log.begin();
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
  readonly #showcase: Showcase | null;
  /** Whether readers lack a checkpoint of this process, because too few witnesses have signed it. */
  #isWithheld = false;
  #size = 0;
  #newest: Uint8Array | null = null;
  #isLeading = true;
  #timer: NodeJS.Timeout | null = null;
  #open = true;

  constructor({ store, origin, signers, publishAfterMs = PUBLISH_AFTER_MS, cosigner }: SharedLogOptions) {
    this.origin = origin;
    this.#store = store;
    this.#signs = signers.length > 0;
    this.#showcase = cosigner === undefined ? null : showcaseOver(store, cosigner);
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
    return await this.#show(await this.#sign());
  }

  /** Signs what was found; nobody waits for witnesses to start. */
  async begin(): Promise<void> {
    if (this.#showcase === null) await showAll(this.#store);
    const note = await this.#sign();
    this.#show(note).catch(() => this.#publishSoon());
  }

  async #sign(): Promise<string> {
    const note = await this.#publisher.publish();
    this.#size = Math.max(this.#size, parseCheckpoint(Buffer.from(note))?.size ?? 0);
    return note;
  }

  async #show(note: string): Promise<string> {
    const shown = this.#showcase === null ? ({ kind: "show", note } as const) : await this.#showcase(note);
    this.#isWithheld = shown.kind === "withhold";
    if (shown.kind === "withhold")
      throw new UnavailableError("checkpoint-withheld", `Readers of the log have its last checkpoint: ${shown.reason}`);
    this.#newest = Buffer.from(shown.note);
    return shown.note;
  }

  async read(path: string): Promise<Uint8Array | null> {
    if (!this.#open) return path === "checkpoint" ? this.#newest : null;
    if (path === "checkpoint") return await readShown(this.#store);
    return parseTilePath(path) === null ? null : await this.#store.readFile(path);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    try {
      await this.#committer.drain();
      if (this.#signs) await this.publish();
    } catch (error) {
      // What is withheld is signed and kept, and shown once enough witnesses have signed what follows.
      if (!(error instanceof UnavailableError && error.code === "checkpoint-withheld")) throw error;
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
    this.#isLeading = published < size || this.#isWithheld;
    if (this.#isLeading) await this.publish();
    else if (published < this.#size) this.#publishSoon();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof UnavailableError ? error.message : "the store of the log did not answer";
}
