import { isSameBytes } from "../bytes/index.ts";
import { leafHash } from "../merkle/index.ts";
import {
  bundleAt,
  decodeBundle,
  MAX_BUNDLE_BYTES,
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
  for (let index = Math.floor(range.from / TILE_WIDTH); index * TILE_WIDTH < range.to; index++) {
    const [tile, bundle] = [tileAt(0, index, size), bundleAt(index, size)];
    if (tile === null || bundle === null) return;
    const leaves = await tree.tile(tile);
    const entries = leaves === null ? null : await readBundle(source, bundle);
    if (leaves !== null && entries !== null) yield* matching(source, leaves, entries, { index, range });
  }
}

/** A bundle as it lies there. Where a partial one was asked for, the full one that has replaced it does as well. */
async function readBundle(source: TreeSource, name: TileName): Promise<readonly Uint8Array[] | null> {
  const { files, findings, prefix } = source;
  const path = prefix + tilePath(name);
  const full = prefix + tilePath({ ...name, width: TILE_WIDTH });
  const bytes =
    (await readBounded(files, path, MAX_BUNDLE_BYTES, findings)) ??
    (path === full ? null : await files.read(full, MAX_BUNDLE_BYTES));
  if (bytes === null) {
    findings.add({ code: "bundle-missing", path, message: `${recordsOf(name)} are missing: there is no \`${path}\`` });
    return null;
  }
  const entries = decodeBundle(bytes.subarray(0, MAX_BUNDLE_BYTES))?.slice(0, name.width);
  if (entries?.length === name.width) return entries;
  const message = `${recordsOf(name)} cannot be read: \`${path}\` does not hold ${name.width} entries`;
  findings.add({ code: "bundle-wrong", path, message });
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
