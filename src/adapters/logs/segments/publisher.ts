import { dirname, join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import {
  createShowcase,
  parseTilePath,
  signCheckpoint,
  TILE_WIDTH,
  type Cosigner,
  type LogFile,
  type LogTree,
  type Showcase,
  type Signer,
  type TreeHead,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import type { Disk } from "../disk/disk.ts";
import { reasonOf } from "../disk/reason.ts";
import type { SegmentWriter } from "./writer.ts";

/** What a publisher works with. */
export interface PublisherParts {
  readonly disk: Disk;
  readonly folder: string;
  readonly tree: LogTree;
  readonly writer: SegmentWriter;
  readonly signers: readonly Signer[];
  /** Null where no witness is asked. */
  readonly cosigner: Cosigner | null;
}

/** Where the last checkpoint that the log has signed is kept while its witnesses are asked for theirs. */
export const SIGNED = "signed";

/**
 * Writes tiles and bundles, then signs a checkpoint over them, then lets go of the segments that are not needed any more. One after the other.
 *
 * A reader who has the checkpoint therefore finds every tile of it; what was not written is kept and written the next time. Where witnesses are asked, readers
 * have a checkpoint once these have answered, and the log itself goes on meanwhile.
 */
export class Publisher {
  /** Bytes of files that could not be written yet. */
  unpublishedBytes = 0;
  readonly #parts: PublisherParts;
  readonly #showcase: Showcase | null;
  /** Files of segments that are still there need not be durable: they would be written again. */
  readonly #unsynced: Set<string> = new Set();
  #unwritten: readonly LogFile[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#showcase = showcaseOf(parts);
  }

  /** Writes and signs all that the tree holds when its turn comes. Throws an `UnavailableError` when it cannot be kept or signed. */
  sign(): Promise<string> {
    const signed = this.#last.then(() => this.#publish());
    this.#last = signed.catch(() => {});
    return signed;
  }

  /**
   * Lets readers have a checkpoint that was signed, or a later one, as soon as its witnesses have answered, and answers it with their signatures. Throws an
   * `UnavailableError`: `checkpoint-withheld` when too few of them signed, `log-unpublished` when it cannot be kept.
   */
  async show(note: string): Promise<string> {
    if (this.#showcase === null) return note;
    const shown = await this.#showcase(note).catch((error: unknown) => {
      throw unpublished(this.#parts, error);
    });
    if (shown.kind === "show") return shown.note;
    throw new UnavailableError("checkpoint-withheld", `Readers of the log have its last checkpoint: ${shown.reason}`);
  }

  async #publish(): Promise<string> {
    const { tree, writer } = this.#parts;
    const [head, files, segments] = [tree.head(), [...this.#unwritten, ...tree.takeFiles()], [...writer.segments]];
    this.#keep(files);
    try {
      await this.#write(files);
      this.#keep([]);
      const note = await this.#sign(head);
      await this.#retire(segments);
      return note;
    } catch (error) {
      throw unpublished(this.#parts, error);
    }
  }

  #keep(files: readonly LogFile[]): void {
    this.#unwritten = files;
    this.unpublishedBytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  async #write(files: readonly LogFile[]): Promise<void> {
    const { disk, folder } = this.#parts;
    for (const { path, bytes } of files) {
      const isFull = parseTilePath(path)?.width === TILE_WIDTH;
      // The partial tiles may be the only durable ones, until the full one is.
      const replacesPartial = isFull && (await disk.list(join(folder, `${path}.p`))).length > 0;
      await disk.replace(join(folder, path), bytes, replacesPartial);
      if (replacesPartial) await this.#removePartials(path);
      else this.#unsynced.add(path);
    }
  }

  async #removePartials(path: string): Promise<void> {
    const { disk, folder } = this.#parts;
    await disk.remove(join(folder, `${path}.p`));
    for (const one of this.#unsynced) if (one.startsWith(`${path}.p/`)) this.#unsynced.delete(one);
  }

  async #sign(head: TreeHead): Promise<string> {
    const { disk, folder, signers, cosigner } = this.#parts;
    const note = await signCheckpoint(nodeCrypto.sha256, signers, signers[0]?.name ?? "", head);
    await disk.replace(join(folder, cosigner === null ? "checkpoint" : SIGNED), Buffer.from(note), true);
    return note;
  }

  /** All but the last segment are covered by the checkpoint that was just kept; once their tiles are durable they have done their work. */
  async #retire(segments: readonly number[]): Promise<void> {
    const { disk, folder, writer } = this.#parts;
    const done = segments.slice(0, -1);
    if (done.length === 0) return;
    const paths = Array.from(this.#unsynced, (path) => join(folder, path));
    for (const path of paths) await disk.syncPath(path);
    for (const path of new Set(paths.map(dirname))) await disk.syncPath(path);
    this.#unsynced.clear();
    for (const first of done) await writer.remove(first);
  }
}

function showcaseOf({ disk, folder, cosigner }: PublisherParts): Showcase | null {
  if (cosigner === null) return null;
  return createShowcase({
    sha256: nodeCrypto.sha256,
    cosigner,
    read: (path) => disk.read(join(folder, path)),
    show: (note) => disk.replace(join(folder, "checkpoint"), Buffer.from(note), true),
  });
}

function unpublished({ folder }: PublisherParts, error: unknown): UnavailableError {
  return new UnavailableError("log-unpublished", `Cannot publish the log in \`${folder}\`: ${reasonOf(error)}`, {
    cause: error,
  });
}
