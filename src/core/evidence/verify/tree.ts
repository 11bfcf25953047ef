import { isSameBytes, toBase64 } from "../bytes/index.ts";
import { foldComplete, HASH_LENGTH, type TreeHead } from "../merkle/index.ts";
import type { Sha256 } from "../ports.ts";
import { edgeRoot, rightEdge, tileAt, tileHashes, tilePath, TILE_WIDTH, type TileName } from "../tiles/index.ts";
import { readBounded, type PackFiles } from "./files.ts";
import type { Findings } from "./problem.ts";

/** The hashes of one tile. */
export type TileHashes = readonly Uint8Array[];

/**
 * The tiles of a log, each believed only after it was found to hash to what the tile above it says, and the topmost to the signed root.
 *
 * What is wrong is told to the findings once.
 */
export interface VerifiedTree {
  /** Whether the right edge hashes to the root. */
  readonly holds: boolean;
  /** The hashes of a tile, or null when it is missing or wrong. */
  tile(name: TileName): Promise<TileHashes | null>;
}

/** Where the tiles lie and where what is wrong is told. */
export interface TreeSource {
  readonly sha256: Sha256;
  readonly files: PackFiles;
  readonly findings: Findings;
  /** Before every path: empty, or such as `log/`. */
  readonly prefix: string;
}

/** Hashes the right edge up to the root, and stands ready to verify the other tiles. */
export async function openTree(source: TreeSource, head: TreeHead): Promise<VerifiedTree> {
  const edge = new Map<string, TileHashes>();
  for (const name of rightEdge(head.size)) {
    const hashes = await readTile(source, name);
    if (hashes !== null) edge.set(tilePath(name), hashes);
  }
  const holds = edge.size === rightEdge(head.size).length && isRoot(source, head, edge);
  const cache = new Map<string, TileHashes | null>(holds ? edge : []);
  return { holds, tile: (name) => (holds ? verifiedTile(source, head.size, cache, name) : Promise.resolve(null)) };
}

function isRoot({ sha256, findings }: TreeSource, head: TreeHead, edge: ReadonlyMap<string, TileHashes>): boolean {
  const root = edgeRoot(sha256, head.size, (name) => edge.get(tilePath(name)) ?? []);
  if (isSameBytes(root, head.root)) return true;
  const message = `The tiles hash to ${toBase64(root)}, but the checkpoint says ${toBase64(head.root)}`;
  findings.add({ code: "root-wrong", message });
  return false;
}

/** A log read in order needs the tiles above the one that it is at, and no others. */
const MOST_CACHED = 64;

async function verifiedTile(
  source: TreeSource,
  size: number,
  cache: Map<string, TileHashes | null>,
  name: TileName,
): Promise<TileHashes | null> {
  const path = tilePath(name);
  const cached = cache.get(path);
  if (cached !== undefined) return cached;
  const hashes = await anchoredTile(source, size, cache, name);
  if (cache.size > MOST_CACHED) dropOldest(cache, size);
  cache.set(path, hashes);
  return hashes;
}

async function anchoredTile(
  source: TreeSource,
  size: number,
  cache: Map<string, TileHashes | null>,
  name: TileName,
): Promise<TileHashes | null> {
  const { level, index } = name;
  const above = level === "entries" ? null : tileAt(level + 1, Math.floor(index / TILE_WIDTH), size);
  const parent = above === null ? null : await verifiedTile(source, size, cache, above);
  const expected = parent?.[index % TILE_WIDTH];
  const hashes = expected === undefined ? null : await readTile(source, name);
  if (hashes === null || expected === undefined) return null;
  if (isSameBytes(foldComplete(source.sha256, hashes), expected)) return hashes;
  const path = source.prefix + tilePath(name);
  source.findings.add({
    code: "tile-wrong",
    path,
    message: `\`${path}\` does not hash to what the tile above it says`,
  });
  return null;
}

function dropOldest(cache: Map<string, TileHashes | null>, size: number): void {
  const edge = new Set(rightEdge(size).map(tilePath));
  const oldest = cache.keys().find((path) => !edge.has(path));
  if (oldest !== undefined) cache.delete(oldest);
}

/** A tile as it lies there. Where a partial one was asked for, the full one that has replaced it does as well. */
async function readTile({ files, findings, prefix }: TreeSource, name: TileName): Promise<TileHashes | null> {
  const path = prefix + tilePath(name);
  const own = await readBounded(files, path, name.width * HASH_LENGTH, findings);
  const bytes = own ?? (await readFull(files, prefix, name));
  const hashes = bytes === null ? null : tileHashes(bytes, name.width);
  if (bytes === null) findings.add({ code: "tile-missing", path, message: `\`${path}\` is missing` });
  else if (hashes === null)
    findings.add({ code: "tile-wrong", path, message: `\`${path}\` does not hold ${name.width} hashes` });
  return hashes;
}

async function readFull(files: PackFiles, prefix: string, name: TileName): Promise<Uint8Array | null> {
  if (name.width === TILE_WIDTH) return null;
  const full = await files.read(prefix + tilePath({ ...name, width: TILE_WIDTH }), TILE_WIDTH * HASH_LENGTH);
  return full?.length === TILE_WIDTH * HASH_LENGTH ? full.subarray(0, name.width * HASH_LENGTH) : null;
}
