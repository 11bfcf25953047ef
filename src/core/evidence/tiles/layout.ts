import { TILE_WIDTH, type TileName } from "./paths.ts";

/** The tile of a level that a tree of `size` leaves holds at `index`, as wide as it then is; null when there is none. */
export function tileAt(level: number, index: number, size: number): TileName | null {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  const width = Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH);
  return width <= 0 ? null : { level, index, width };
}

/** The bundle of entries under a tile of level 0, as wide as it is in a tree of `size` leaves; null when there is none. */
export function bundleAt(index: number, size: number): TileName | null {
  const tile = tileAt(0, index, size);
  return tile === null ? null : { ...tile, level: "entries" };
}

/** The last, partial tile of every level that has one, from level 0 up: their hashes alone make the root. */
export function rightEdge(size: number): readonly TileName[] {
  const edge: TileName[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const hashes = Math.floor(size / TILE_WIDTH ** level);
    const width = hashes % TILE_WIDTH;
    if (width > 0) edge.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return edge;
}

/** Leaves from `from` up to `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** Every tile that proves the leaves of a range to stand in the tree of `size` leaves: those over the range, and the right edge. */
export function tilesOver({ from, to }: LeafRange, size: number): readonly TileName[] {
  const tiles: TileName[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const span = TILE_WIDTH ** (level + 1);
    for (let index = Math.floor(from / span); index * span < to; index++) {
      const tile = tileAt(level, index, size);
      if (tile !== null) tiles.push(tile);
    }
  }
  return [...tiles, ...rightEdge(size).filter((edge) => !tiles.some((tile) => isSameTile(tile, edge)))];
}

function isSameTile(a: TileName, b: TileName): boolean {
  return a.level === b.level && a.index === b.index;
}

/** The bundles that hold the entries of a range. */
export function bundlesOver({ from, to }: LeafRange, size: number): readonly TileName[] {
  const bundles: TileName[] = [];
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index++) {
    const bundle = bundleAt(index, size);
    if (bundle !== null) bundles.push(bundle);
  }
  return bundles;
}
