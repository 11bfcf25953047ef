import { isSameBytes } from "../bytes/index.ts";
import { HASH_LENGTH, leafHash, type TreeHead } from "../merkle/index.ts";
import type { Sha256 } from "../ports.ts";
import {
  bundleAt,
  decodeBundle,
  edgeRoot,
  rightEdge,
  tileHashes,
  tilePath,
  TILE_WIDTH,
  type TileName,
} from "../tiles/index.ts";
import type { LogEdge } from "./log-tree.ts";

/** Reads a file of a log by its path. */
type ReadFile = (path: string) => Promise<Uint8Array | null>;

/** The right edge of a log, read back from its tiles: from it the tree grows on. Null when a file is missing, or they do not hash to the root. */
export async function readEdge(sha256: Sha256, { size, root }: TreeHead, read: ReadFile): Promise<LogEdge | null> {
  const levels: (readonly Uint8Array[])[] = [];
  for (const tile of rightEdge(size)) {
    const hashes = await readTile(tile, read);
    if (hashes === null) return null;
    while (levels.length < Number(tile.level)) levels.push([]);
    levels.push(hashes);
  }
  if (
    !isSameBytes(
      edgeRoot(sha256, size, ({ level }) => levels[Number(level)] ?? []),
      root,
    )
  )
    return null;
  const entries = await readEntries(size, read);
  const isWhole = entries?.every((entry, at) => isSameBytes(leafHash(sha256, entry), levels[0]?.[at] ?? NONE)) === true;
  return entries === null || !isWhole ? null : { size, levels, entries };
}

const NONE: Uint8Array = new Uint8Array(0);

async function readTile(tile: TileName, read: ReadFile): Promise<readonly Uint8Array[] | null> {
  const bytes = await readWidest(tile, read);
  return bytes === null ? null : tileHashes(bytes.subarray(0, tile.width * HASH_LENGTH), tile.width);
}

async function readEntries(size: number, read: ReadFile): Promise<readonly Uint8Array[] | null> {
  const bundle = size % TILE_WIDTH === 0 ? null : bundleAt(Math.floor(size / TILE_WIDTH), size);
  if (bundle === null) return [];
  const bytes = await readWidest(bundle, read);
  const entries = bytes === null ? [] : (decodeBundle(bytes, TILE_WIDTH) ?? []);
  return entries.length < bundle.width ? null : entries.slice(0, bundle.width);
}

/** A partial tile or bundle, or the full one that has replaced it. */
async function readWidest(name: TileName, read: ReadFile): Promise<Uint8Array | null> {
  return (await read(tilePath(name))) ?? (await read(tilePath({ ...name, width: TILE_WIDTH })));
}
