import { isSameBytes } from "../bytes/index.ts";
import { leafHash } from "../merkle/index.ts";
import {
  bundleAt,
  decodeBundle,
  MAX_BUNDLE_BYTES,
  parseTilePath,
  tileAt,
  tilePath,
  TILE_WIDTH,
  type LeafRange,
  type TileName,
} from "../tiles/index.ts";
import { readBounded } from "./files.ts";
import type { TileHashes, TreeSource, VerifiedTree } from "./tree.ts";

/** An entry that was found to be the one of which the signed root speaks. */
export interface VerifiedEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** The entries of a range in their order, each only if it hashes to its leaf; what is missing, changed or moved is told to the findings. */
export async function* verifiedEntries(
  source: TreeSource,
  tree: VerifiedTree,
  size: number,
  range: LeafRange,
): AsyncGenerator<VerifiedEntry> {
  if (!tree.holds) return;
  let expected = Math.floor(range.from / TILE_WIDTH);
  for (const index of presentBundles(source, range)) {
    tellMissing(source, size, { from: expected, to: index });
    expected = index + 1;
    const [tile, bundle] = [tileAt(0, index, size), bundleAt(index, size)];
    const leaves = tile === null ? null : await tree.tile(tile);
    const entries = leaves === null || bundle === null ? null : await readBundle(source, bundle);
    if (leaves !== null && entries !== null) yield* matching(source, leaves, entries, { index, range });
  }
  tellMissing(source, size, { from: expected, to: Math.ceil(range.to / TILE_WIDTH) });
}

/** The bundles of a range that lie there, in order: a log may say that it has more records than anybody could look for. */
function presentBundles({ files, prefix }: TreeSource, { from, to }: LeafRange): readonly number[] {
  const indexes = new Set<number>();
  for (const path of files.paths()) {
    const name = path.startsWith(prefix) ? parseTilePath(path.slice(prefix.length)) : null;
    if (name?.level !== "entries" || (name.index + 1) * TILE_WIDTH <= from || name.index * TILE_WIDTH >= to) continue;
    indexes.add(name.index);
  }
  return [...indexes].toSorted((a, b) => a - b);
}

function tellMissing({ findings, prefix }: TreeSource, size: number, { from, to }: LeafRange): void {
  if (from >= to) return;
  const first = bundleAt(from, size);
  const records = `Records ${from * TILE_WIDTH} to ${Math.min(to * TILE_WIDTH, size) - 1}`;
  const path = first === null ? prefix : prefix + tilePath(first);
  findings.add({ code: "bundle-missing", path, message: `${records} are missing: there is no \`${path}\`` });
}

/** A bundle as it lies there. Where a partial one was asked for, the full one that has replaced it does as well. */
async function readBundle(source: TreeSource, name: TileName): Promise<readonly Uint8Array[] | null> {
  const { files, findings, prefix } = source;
  const path = prefix + tilePath(name);
  const full = prefix + tilePath({ ...name, width: TILE_WIDTH });
  const bytes =
    (await readBounded(files, path, MAX_BUNDLE_BYTES, findings)) ??
    (path === full ? null : await files.read(full, MAX_BUNDLE_BYTES));
  const entries = bytes === null ? null : decodeBundle(bytes, TILE_WIDTH);
  if (entries !== null && entries.length >= name.width && (path !== full || entries.length === TILE_WIDTH))
    return entries.slice(0, name.width);
  const message =
    bytes === null
      ? `${recordsOf(name)} are missing: there is no \`${path}\``
      : `${recordsOf(name)} cannot be read: \`${path}\` does not hold ${name.width} entries`;
  findings.add({ code: bytes === null ? "bundle-missing" : "bundle-wrong", path, message });
  return null;
}

function recordsOf({ index, width }: TileName): string {
  return `Records ${index * TILE_WIDTH} to ${index * TILE_WIDTH + width - 1}`;
}

function* matching(
  { sha256, findings }: TreeSource,
  leaves: TileHashes,
  entries: readonly Uint8Array[],
  { index, range }: { readonly index: number; readonly range: LeafRange },
): Generator<VerifiedEntry> {
  for (const [at, bytes] of entries.entries()) {
    const own = index * TILE_WIDTH + at;
    if (own < range.from || own >= range.to) continue;
    const hash = leafHash(sha256, bytes);
    if (isSameBytes(hash, leaves[at] ?? new Uint8Array(0))) {
      yield { index: own, bytes };
      continue;
    }
    const moved = leaves.findIndex((leaf) => isSameBytes(leaf, hash));
    if (moved < 0)
      findings.add({ code: "entry-changed", index: own, message: `Record ${own} is not the one that was logged` });
    else
      findings.add({
        code: "entry-moved",
        index: own,
        message: `Record ${own} is the one that was logged at ${index * TILE_WIDTH + moved}`,
      });
  }
}
