import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import { EMPTY_EDGE, growTree, isSameBytes, parseCheckpoint, type Checkpoint, type LogTree } from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import type { Disk } from "../disk/disk.ts";
import { firstOf, readSegment, segmentName, type SegmentReading } from "./segment.ts";

/** A log as its folder tells it. */
export interface Recovered {
  readonly tree: LogTree;
  /** The first indexes of the segments that are there. */
  readonly segments: readonly number[];
}

/**
 * Reads the segments of a folder and grows the tree from them.
 *
 * A write that was cut off at the end was never acknowledged and is left out. Throws an `UnavailableError` with the code `log-damaged` when
 * anything is missing that was durable once, or when the tree does not hash to what the last checkpoint says.
 */
export async function recoverLog(disk: Disk, folder: string, origin: string): Promise<Recovered> {
  const checkpoint = await readCheckpoint(disk, folder, origin);
  const segments = (await disk.list(join(folder, "segments"))).map(firstOf).filter((first) => first !== null);
  const tree = await regrow(disk, folder, segments, checkpoint);
  if (checkpoint !== null && tree.size < checkpoint.size)
    throw damaged(folder, `its checkpoint covers ${checkpoint.size} records, but only ${tree.size} are there`);
  return { tree, segments };
}

async function readCheckpoint(disk: Disk, folder: string, origin: string): Promise<Checkpoint | null> {
  const bytes = await disk.read(join(folder, "checkpoint"));
  if (bytes === null) return null;
  const checkpoint = parseCheckpoint(bytes);
  if (checkpoint === null) throw damaged(folder, "its checkpoint cannot be read");
  if (checkpoint.origin === origin) return checkpoint;
  throw new UnavailableError(
    "log-foreign",
    `The log in \`${folder}\` is \`${checkpoint.origin}\`, but the key is that of \`${origin}\``,
  );
}

async function regrow(
  disk: Disk,
  folder: string,
  segments: readonly number[],
  checkpoint: Checkpoint | null,
): Promise<LogTree> {
  let tree: LogTree | null = null;
  for (const [at, first] of segments.entries()) {
    const isLast = at === segments.length - 1;
    const reading = await readAt(disk, folder, first, isLast);
    tree ??= growTree(nodeCrypto.sha256, reading.edge);
    if (reading.edge.size !== tree.size || first !== tree.size)
      throw damaged(folder, `records from ${tree.size} on are missing`);
    replay(tree, reading, { until: segments[at + 1] ?? Number.MAX_SAFE_INTEGER, checkpoint, folder });
  }
  return tree ?? growTree(nodeCrypto.sha256, EMPTY_EDGE);
}

async function readAt(disk: Disk, folder: string, first: number, isLast: boolean): Promise<SegmentReading> {
  const path = join(folder, "segments", segmentName(first));
  // What a killed process wrote may be in memory only, and what is built on it must not be lost any more.
  if (isLast) await disk.syncPath(path);
  const reading = readSegment((await disk.read(path)) ?? Buffer.alloc(0));
  if (reading === null) throw damaged(folder, `\`${path}\` cannot be read`);
  if (reading.damaged && isLast) throw damaged(folder, `\`${path}\` is broken before its end`);
  return reading;
}

interface Bounds {
  /** Where the next segment begins: what stands here behind it was given up before it was acknowledged. */
  readonly until: number;
  readonly checkpoint: Checkpoint | null;
  readonly folder: string;
}

// INVARIANT (checkpoint-recomputes): a log whose entries do not hash to the root that it has signed is never opened, and so never signs again.
function replay(tree: LogTree, { groups }: SegmentReading, { until, checkpoint, folder }: Bounds): void {
  const entries = groups.flatMap((group) => group.entries);
  compare(tree, checkpoint, folder);
  for (const entry of entries.slice(0, until - tree.size)) {
    tree.add(entry);
    compare(tree, checkpoint, folder);
  }
}

function compare(tree: LogTree, checkpoint: Checkpoint | null, folder: string): void {
  if (checkpoint?.size !== tree.size || isSameBytes(tree.head().root, checkpoint.root)) return;
  throw damaged(folder, `its ${tree.size} records do not hash to the root of its checkpoint`);
}

function damaged(folder: string, reason: string): UnavailableError {
  return new UnavailableError("log-damaged", `The log in \`${folder}\` is damaged and is not opened: ${reason}`);
}
