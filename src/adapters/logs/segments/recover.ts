import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import {
  EMPTY_EDGE,
  growTree,
  isSameBytes,
  parseCheckpoint,
  verifierKey,
  verifyNote,
  type Checkpoint,
  type LogTree,
  type Signer,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import type { Disk } from "../disk/disk.ts";
import { SIGNED } from "./publisher.ts";
import { firstOf, readSegment, segmentName, type SegmentReading } from "./segment.ts";

/** The log's key; while a key is being replaced the old one and then the new one. */
type Signers = readonly [Signer, ...Signer[]];

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
export async function recoverLog(disk: Disk, folder: string, signers: Signers): Promise<Recovered> {
  const shown = await readCheckpoint(disk, folder, { name: "checkpoint", signers });
  const signed = await readCheckpoint(disk, folder, { name: SIGNED, signers });
  const checkpoints = [shown, signed].filter((one) => one !== null);
  const segments = (await disk.list(join(folder, "segments"))).map(firstOf).filter((first) => first !== null);
  const tree = await regrow(disk, folder, segments, checkpoints);
  const lost = checkpoints.find(({ size }) => size > tree.size);
  if (lost !== undefined)
    throw damaged(folder, `its checkpoint covers ${lost.size} records, but only ${tree.size} are there`);
  return { tree, segments };
}

interface CheckpointName {
  readonly name: string;
  readonly signers: Signers;
}

async function readCheckpoint(
  disk: Disk,
  folder: string,
  { name, signers }: CheckpointName,
): Promise<Checkpoint | null> {
  const bytes = await disk.read(join(folder, name));
  if (bytes === null) return null;
  const checkpoint = parseCheckpoint(bytes);
  if (checkpoint === null) throw damaged(folder, "its checkpoint cannot be read");
  const origin = signers[0].name;
  if (checkpoint.origin !== origin)
    throw foreign(`The log in \`${folder}\` is \`${checkpoint.origin}\`, but the key is that of \`${origin}\``);
  if (await isSignedBy(signers, checkpoint)) return checkpoint;
  throw foreign(
    `The log in \`${folder}\` was signed with another key of the name \`${origin}\`: put that key back, or pass the log on with \`writ evidence rotate\``,
  );
}

function foreign(message: string): UnavailableError {
  return new UnavailableError("log-foreign", message);
}

// INVARIANT (one-key): a log goes on only with the key that it was signed with last, or with a key that this one has signed over to.
async function isSignedBy(signers: Signers, { note }: Checkpoint): Promise<boolean> {
  const { sha256, verifyEd25519 } = nodeCrypto;
  const keys = signers.map(({ name, publicKey }) => verifierKey(sha256, name, "ed25519", publicKey));
  const signed = await verifyNote(verifyEd25519, note, keys);
  return signed.some(({ valid }) => valid);
}

async function regrow(
  disk: Disk,
  folder: string,
  segments: readonly number[],
  checkpoints: readonly Checkpoint[],
): Promise<LogTree> {
  let tree: LogTree | null = null;
  for (const [at, first] of segments.entries()) {
    const isLast = at === segments.length - 1;
    const reading = await readAt(disk, folder, first, isLast);
    tree ??= growTree(nodeCrypto.sha256, reading.edge);
    if (reading.edge.size !== tree.size || first !== tree.size)
      throw damaged(folder, `records from ${tree.size} on are missing`);
    replay(tree, reading, { until: segments[at + 1] ?? Number.MAX_SAFE_INTEGER, checkpoints, folder });
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
  readonly checkpoints: readonly Checkpoint[];
  readonly folder: string;
}

// INVARIANT (checkpoint-recomputes): a log whose entries do not hash to the root that it has signed is never opened, and so never signs again.
function replay(tree: LogTree, { groups }: SegmentReading, { until, checkpoints, folder }: Bounds): void {
  const entries = groups.flatMap((group) => group.entries);
  compare(tree, checkpoints, folder);
  for (const entry of entries.slice(0, until - tree.size)) {
    tree.add(entry);
    compare(tree, checkpoints, folder);
  }
}

function compare(tree: LogTree, checkpoints: readonly Checkpoint[], folder: string): void {
  const due = checkpoints.filter(({ size }) => size === tree.size);
  if (due.length === 0) return;
  const { root } = tree.head();
  if (due.every((checkpoint) => isSameBytes(root, checkpoint.root))) return;
  throw damaged(folder, `its ${tree.size} records do not hash to the root of its checkpoint`);
}

function damaged(folder: string, reason: string): UnavailableError {
  return new UnavailableError("log-damaged", `The log in \`${folder}\` is damaged and is not opened: ${reason}`);
}
