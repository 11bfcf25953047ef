import { join } from "node:path";
import type { LogTree } from "#core/evidence";
import type { Disk, DiskFile } from "../disk/disk.ts";
import { encodeGroup } from "../groups/group.ts";
import { encodeSegmentHead, segmentName } from "./segment.ts";

/** The segment that is being written. */
interface Open {
  readonly file: DiskFile;
  offset: number;
  readonly end: number;
}

/** The bytes of the first segment after a start, by how much the next is larger, and the most: a log that takes little stays small. */
const ROOM = { first: 64 * 1024, factor: 4, most: 16 * 1024 * 1024 } as const;

/**
 * Writes groups into segments, one after the other.
 *
 * A segment whose write or sync failed is never written again: what the disk holds of it is not known, and a second sync may claim what the first
 * could not do. The next group begins a new segment, behind the last one that was made durable.
 */
export class SegmentWriter {
  /** The first indexes of the segments that are there, in order. */
  readonly segments: number[];
  readonly #disk: Disk;
  readonly #folder: string;
  #open: Open | null = null;
  #room: number = ROOM.first;

  constructor(disk: Disk, folder: string, segments: readonly number[]) {
    this.#disk = disk;
    this.#folder = folder;
    this.segments = [...segments];
  }

  /** Makes entries durable behind all that the tree holds. Throws when that is not certain. */
  async write(tree: LogTree, entries: readonly Uint8Array[]): Promise<void> {
    const group = encodeGroup({ first: tree.size, entries });
    const segment = (this.#open ??= await this.#begin(tree));
    try {
      await segment.file.write(group, segment.offset);
      await segment.file.sync();
    } catch (error) {
      await this.#abandon();
      throw error;
    }
    segment.offset += group.length;
    if (segment.offset >= segment.end) await this.#abandon();
  }

  async close(): Promise<void> {
    await this.#abandon();
  }

  /** Forgets a segment whose records are all elsewhere. The last one stays: it holds the edge of the tree. */
  async remove(first: number): Promise<void> {
    await this.#disk.remove(this.#path(first));
    this.segments.splice(this.segments.indexOf(first), 1);
  }

  async #begin(tree: LogTree): Promise<Open> {
    const head = encodeSegmentHead(tree.edge());
    const path = this.#path(tree.size);
    // Where the file has its blocks already, a sync writes the group alone and not what the file system knows of the file.
    const end = head.length + this.#room;
    await this.#disk.replace(path, Buffer.concat([head], end), true);
    const file = await this.#disk.open(path);
    this.#room = Math.min(ROOM.most, this.#room * ROOM.factor);
    if (this.segments.at(-1) !== tree.size) this.segments.push(tree.size);
    return { file, offset: head.length, end };
  }

  async #abandon(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    try {
      await open?.file.close();
    } catch {
      // Nothing is written to it any more, whatever becomes of it.
    }
  }

  #path(first: number): string {
    return join(this.#folder, "segments", segmentName(first));
  }
}
