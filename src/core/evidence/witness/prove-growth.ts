import { HASH_LENGTH, proveConsistency } from "../merkle/index.ts";
import type { Sha256 } from "../ports.ts";
import { nodesFromTiles, tileHashes, tilePath, tilesOver, TILE_WIDTH, type TileName } from "../tiles/index.ts";

type ReadFile = (path: string) => Promise<Uint8Array | null>;

/** Makes the proof that a log of `older` entries is a beginning of that of `newer`, from its tiles; null when one is missing. Rejects as `read` does. */
export async function proveGrowth(
  sha256: Sha256,
  read: ReadFile,
  older: number,
  newer: number,
): Promise<readonly Uint8Array[] | null> {
  if (older === 0 || older >= newer) return older > newer ? null : [];
  const tiles = new Map<string, readonly Uint8Array[] | null>();
  for (const name of tilesOver({ from: older - 1, to: older }, newer))
    tiles.set(tilePath(name), await readTile(read, name));
  const nodes = nodesFromTiles(sha256, newer, (name) => tiles.get(tilePath(name)) ?? null);
  return proveConsistency(sha256, nodes, older, newer);
}

/** The hashes of a tile; where a log that grew meanwhile holds a fuller one, the first of that. */
async function readTile(read: ReadFile, name: TileName): Promise<readonly Uint8Array[] | null> {
  const bytes = (await read(tilePath(name))) ?? (await read(tilePath({ ...name, width: TILE_WIDTH })));
  return bytes === null ? null : tileHashes(bytes.subarray(0, name.width * HASH_LENGTH), name.width);
}
