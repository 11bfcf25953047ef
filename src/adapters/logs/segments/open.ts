import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import { parseTilePath, type Appended, type Cosigner, type EvidenceLog, type Signer } from "#core/evidence";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { reasonOf } from "../disk/reason.ts";
import { Committer } from "../groups/committer.ts";
import { POLICY, policyOf } from "../policy.ts";
import { lockFolder } from "./lock.ts";
import { Publisher } from "./publisher.ts";
import { recoverLog, type Recovered } from "./recover.ts";
import { SegmentWriter } from "./writer.ts";

/** How a log in a folder is opened. */
export interface FolderLogOptions {
  readonly folder: string;
  /** The log's key, whose name is the log's origin; while a key is being replaced the old one and then the new one. */
  readonly signers: readonly [Signer, ...Signer[]];
  /** How long a record waits for a checkpoint at most, in milliseconds (default 1000). */
  readonly publishAfterMs?: number;
  /** Asks witnesses for their signatures under each checkpoint before readers have it; without one, none is asked. */
  readonly cosigner?: Cosigner;
  readonly disk?: Disk;
}

/**
 * Opens the log in a folder, or begins one there.
 *
 * What was acknowledged is there again after any crash, and is published before this answers. Throws an `UnavailableError`: `log-locked` when another
 * process has it, `log-foreign` for the log of another origin or key, `log-damaged` when what was durable is not there, `log-unreadable` or
 * `log-unpublished` when the disk refuses.
 */
export async function openFolderLog(options: FolderLogOptions): Promise<EvidenceLog> {
  const { folder, disk = nodeDisk, signers } = options;
  await prepare(disk, folder);
  const unlock = lockFolder(folder);
  try {
    const recovered = await recover(disk, folder, signers);
    const log = new FolderLog({ ...options, disk }, recovered, unlock);
    await log.begin();
    await disk.replace(join(folder, POLICY), Buffer.from(policyOf(signers)), true);
    return log;
  } catch (error) {
    unlock();
    throw error;
  }
}

async function prepare(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.makeFolder(join(folder, "segments"));
  } catch (error) {
    throw unreadable(folder, error);
  }
}

async function recover(disk: Disk, folder: string, signers: FolderLogOptions["signers"]): Promise<Recovered> {
  try {
    return await recoverLog(disk, folder, signers);
  } catch (error) {
    throw error instanceof UnavailableError ? error : unreadable(folder, error);
  }
}

function unreadable(folder: string, error: unknown): UnavailableError {
  return new UnavailableError("log-unreadable", `Cannot open the log in \`${folder}\`: ${reasonOf(error)}`, {
    cause: error,
  });
}

const PUBLISH_AFTER_MS = 1000;

/** So much of what became full is not kept in memory until the time has come. */
const PUBLISH_AT_BYTES = 8 * 1024 * 1024;

/** So much may be unpublished: beyond it nothing is taken. */
const MOST_UNPUBLISHED_BYTES = 256 * 1024 * 1024;
const UNPUBLISHED: Appended = { kind: "unavailable", reason: "the tiles of earlier records cannot be written" };

class FolderLog implements EvidenceLog {
  readonly origin: string;
  readonly #options: FolderLogOptions & { readonly disk: Disk };
  readonly #recovered: Recovered;
  readonly #writer: SegmentWriter;
  readonly #committer: Committer;
  readonly #publisher: Publisher;
  readonly #unlock: () => void;
  #timer: NodeJS.Timeout | null = null;
  #open = true;

  constructor(options: FolderLogOptions & { readonly disk: Disk }, recovered: Recovered, unlock: () => void) {
    const { disk, folder, signers, cosigner = null } = options;
    const { tree, segments } = recovered;
    this.origin = signers[0].name;
    this.#options = options;
    this.#recovered = recovered;
    this.#unlock = unlock;
    this.#writer = new SegmentWriter(disk, folder, segments);
    this.#committer = new Committer((entries) => this.#commit(entries), reasonOf);
    this.#publisher = new Publisher({ disk, folder, tree, writer: this.#writer, signers, cosigner });
  }

  append(entry: Uint8Array): ReturnType<EvidenceLog["append"]> {
    if (!this.#open) return Promise.resolve({ kind: "unavailable", reason: "the log is closed" });
    const unpublishedBytes = this.#publisher.unpublishedBytes + this.#recovered.tree.readyBytes;
    return unpublishedBytes > MOST_UNPUBLISHED_BYTES ? Promise.resolve(UNPUBLISHED) : this.#committer.append(entry);
  }

  size(): number {
    return this.#recovered.tree.size;
  }

  async publish(): Promise<string> {
    return await this.#publisher.show(await this.#publisher.sign());
  }

  /** Signs what was found; nobody waits for witnesses to start. */
  async begin(): Promise<void> {
    const note = await this.#publisher.sign();
    this.#publisher.show(note).catch(() => this.#publishSoon());
  }

  async read(path: string): Promise<Uint8Array | null> {
    if (path !== "checkpoint" && parseTilePath(path) === null) return null;
    return await this.#options.disk.read(join(this.#options.folder, path));
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    try {
      await this.#committer.drain();
      await this.publish();
    } catch (error) {
      // What is withheld is signed and kept, and shown when the log is opened again.
      if (!(error instanceof UnavailableError && error.code === "checkpoint-withheld")) throw error;
    } finally {
      await this.#writer.close();
      this.#unlock();
    }
  }

  /** An entry enters the tree once it is durable, and not before. */
  async #commit(entries: readonly Uint8Array[]): Promise<number> {
    const { tree } = this.#recovered;
    await this.#writer.write(tree, entries);
    const first = tree.size;
    for (const entry of entries) tree.add(entry);
    this.#publishSoon();
    return first;
  }

  /** What cannot be published now is published with what comes next; nothing is lost, and too much of it closes the log for new records. */
  #publishSoon(): void {
    if (this.#recovered.tree.readyBytes > PUBLISH_AT_BYTES && this.#publisher.unpublishedBytes === 0)
      this.publish().catch(() => {});
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#open) this.publish().catch(() => this.#publishSoon());
    }, this.#options.publishAfterMs ?? PUBLISH_AFTER_MS).unref();
  }
}
