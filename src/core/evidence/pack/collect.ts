import { utf8 } from "../bytes/index.ts";
import type { LogFile } from "../log/log-tree.ts";
import { HASH_LENGTH, proveInclusion } from "../merkle/index.ts";
import { NOTE_LIMITS, parseCheckpoint, type Checkpoint } from "../notes/index.ts";
import type { Sha256 } from "../ports.ts";
import { formatTlogProof, MAX_PROOF_BYTES, parseTlogProof } from "../proofs/index.ts";
import {
  bundlesOver,
  MAX_BUNDLE_BYTES,
  nodesFromTiles,
  tileHashes,
  tilePath,
  tilesOver,
  TILE_WIDTH,
  type LeafRange,
  type TileName,
} from "../tiles/index.ts";
import { HANDOVERS, RECEIPTS, type PackFiles } from "../verify/index.ts";

/** What is taken of a log. */
export interface PackPart extends LeafRange {
  readonly checkpoint: Checkpoint;
  /** Sizes of the log that the reader of the pack has seen a checkpoint of: the pack then proves that it grew from them. */
  readonly since: readonly number[];
  /** Whether each record gets a receipt, which proves it without the rest of the pack. */
  readonly receipts: boolean;
}

/** A log lacks a file that its checkpoint says is there. */
export interface MissingFile {
  readonly path: string;
  readonly bytes: null;
}

/** The newest checkpoint of a log, or null when it has none that can be read. */
export async function newestCheckpoint(log: PackFiles): Promise<Checkpoint | null> {
  const bytes = await log.read("checkpoint", NOTE_LIMITS.bytes);
  return bytes === null ? null : parseCheckpoint(bytes);
}

/** The files of a pack that come from the log, one after the other so that no pack must fit into memory: tiles, bundles, receipts. */
export async function* collectFiles(
  sha256: Sha256,
  log: PackFiles,
  part: PackPart,
): AsyncGenerator<LogFile | MissingFile> {
  const { size } = part.checkpoint;
  for (const name of tilesOf(part)) yield await fileOf(log, name, name.width * HASH_LENGTH);
  for (const name of bundlesOver(part, size)) yield await fileOf(log, name, MAX_BUNDLE_BYTES);
  yield* handoversOf(log);
  if (part.receipts) yield* receiptsOf(sha256, log, part);
}

async function* handoversOf(log: PackFiles): AsyncGenerator<LogFile> {
  for (const path of log.paths().filter((one) => one.startsWith(HANDOVERS))) {
    const bytes = await log.read(path, MAX_PROOF_BYTES);
    if (bytes !== null) yield { path: `log/${path}`, bytes };
  }
}

/** The sizes of the log when its key was replaced: a pack must prove that it grew from there. */
export async function handoverSizes(log: PackFiles): Promise<readonly number[]> {
  const sizes: number[] = [];
  for (const path of log.paths().filter((one) => one.startsWith(HANDOVERS) && one.endsWith(".tlog-proof"))) {
    const bytes = await log.read(path, MAX_PROOF_BYTES);
    const proof = bytes === null ? null : parseTlogProof(bytes);
    if (proof !== null) sizes.push(proof.checkpoint.size);
  }
  return sizes;
}

/** Every tile once, in the order of their paths. */
function tilesOf({ from, to, since, checkpoint }: PackPart): readonly TileName[] {
  const ranges = [{ from, to }, ...since.filter((size) => size > 0).map((size) => ({ from: size - 1, to: size }))];
  const tiles = ranges.flatMap((range) =>
    tilesOver(range, checkpoint.size).map((name) => [tilePath(name), name] as const),
  );
  return [...new Map(tiles).values()];
}

/** A tile or bundle under the name that it has in the tree of the checkpoint, although a log that grew meanwhile may hold a fuller one. */
export async function fileOf(log: PackFiles, name: TileName, most: number): Promise<LogFile | MissingFile> {
  const path = `log/${tilePath(name)}`;
  const own = await log.read(tilePath(name), most);
  if (own !== null || name.width === TILE_WIDTH) return { path, bytes: own };
  const full: TileName = { ...name, width: TILE_WIDTH };
  return { path: `log/${tilePath(full)}`, bytes: await log.read(tilePath(full), MAX_BUNDLE_BYTES) };
}

async function* receiptsOf(
  sha256: Sha256,
  log: PackFiles,
  { from, to, checkpoint }: PackPart,
): AsyncGenerator<LogFile> {
  const tiles = new Map<string, readonly Uint8Array[] | null>();
  for (const name of tilesOver({ from, to }, checkpoint.size)) {
    const { bytes } = await fileOf(log, name, name.width * HASH_LENGTH);
    tiles.set(
      tilePath(name),
      bytes === null ? null : tileHashes(bytes.subarray(0, name.width * HASH_LENGTH), name.width),
    );
  }
  const nodes = nodesFromTiles(sha256, checkpoint.size, (name) => tiles.get(tilePath(name)) ?? null);
  for (let index = from; index < to; index++) {
    const hashes = proveInclusion(sha256, nodes, index, checkpoint.size);
    const text = hashes === null ? "" : formatTlogProof({ index, hashes, checkpoint, extra: null });
    yield { path: `${RECEIPTS}${index}.tlog-proof`, bytes: utf8(text) };
  }
}
