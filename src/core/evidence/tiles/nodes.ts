import { foldComplete, foldRoots, HASH_LENGTH, type TreeNodes } from "../merkle/index.ts";
import type { Sha256 } from "../ports.ts";
import { rightEdge, tileAt } from "./layout.ts";
import { TILE_WIDTH, type TileName } from "./paths.ts";

/** The hashes of a tile as views of its bytes, or null when its length is not that of its width. */
export function tileHashes(tile: Uint8Array, width: number): readonly Uint8Array[] | null {
  if (tile.length !== width * HASH_LENGTH) return null;
  return Array.from({ length: width }, (_, at) => tile.subarray(at * HASH_LENGTH, (at + 1) * HASH_LENGTH));
}

/** The complete subtrees of a tree of `size` leaves, read from its tiles; `read` answers the hashes of a tile, or null when it is not there. */
export function nodesFromTiles(
  sha256: Sha256,
  size: number,
  read: (tile: TileName) => readonly Uint8Array[] | null,
): TreeNodes {
  return (level, index) => {
    const within = level % LEVELS;
    const first = index * 2 ** within;
    const tile = tileAt(Math.floor(level / LEVELS), Math.floor(first / TILE_WIDTH), size);
    const hashes = tile === null ? null : read(tile);
    const start = first % TILE_WIDTH;
    const nodes = hashes?.slice(start, start + 2 ** within) ?? [];
    return nodes.length === 2 ** within ? foldComplete(sha256, nodes) : null;
  };
}

/** How many levels of the tree one tile spans. */
const LEVELS = 8;

/** The root of a tree of `size` leaves from the hashes of its right edge alone. */
export function edgeRoot(
  sha256: Sha256,
  size: number,
  hashesOf: (tile: TileName) => readonly Uint8Array[],
): Uint8Array {
  const roots = rightEdge(size)
    .toReversed()
    .flatMap((tile) => completeRoots(sha256, hashesOf(tile)));
  return foldRoots(sha256, roots);
}

/** The roots of the complete subtrees over some hashes, from the largest to the smallest. */
function completeRoots(sha256: Sha256, hashes: readonly Uint8Array[]): readonly Uint8Array[] {
  const roots: Uint8Array[] = [];
  let at = 0;
  for (let power = TILE_WIDTH / 2; power >= 1; power /= 2) {
    if (Math.floor(hashes.length / power) % 2 === 0) continue;
    roots.push(foldComplete(sha256, hashes.slice(at, at + power)));
    at += power;
  }
  return roots;
}
