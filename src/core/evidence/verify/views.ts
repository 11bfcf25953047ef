import { isSameBytes } from "../bytes/index.ts";
import { rangeHash, type TreeHead, type TreeNodes } from "../merkle/index.ts";
import type { Checkpoint } from "../notes/index.ts";
import { nodesFromTiles, tilePath, tilesOver } from "../tiles/index.ts";
import type { Findings } from "./problem.ts";
import type { TileHashes, TreeSource, VerifiedTree } from "./tree.ts";

/** Finds out whether a log has shown another tree than the one at hand: each known checkpoint must be a beginning of it, and none may be larger. */
export async function verifyViews(
  source: TreeSource,
  tree: VerifiedTree,
  head: Checkpoint,
  known: readonly Checkpoint[],
): Promise<void> {
  for (const older of known.filter(({ origin }) => origin === head.origin)) await verifyView(source, tree, head, older);
}

async function verifyView(source: TreeSource, tree: VerifiedTree, head: TreeHead, older: TreeHead): Promise<void> {
  const { findings, sha256 } = source;
  if (older.size > head.size) {
    const message = `The checkpoint covers ${head.size} records, but one over ${older.size} is known: the newest are held back`;
    findings.add({ code: "truncated", message });
    return;
  }
  const nodes = await loadNodes(source, tree, head.size, older.size);
  const root = older.size === 0 ? sha256(new Uint8Array(0)) : rangeHash(sha256, nodes, 0, older.size);
  tellView(findings, older, root);
}

function tellView(findings: Findings, older: TreeHead, root: Uint8Array | null): void {
  if (root === null)
    findings.add({
      code: "consistency-unproven",
      message: `The tiles do not tell whether the log grew from the known ${older.size} records`,
    });
  else if (!isSameBytes(root, older.root))
    findings.add({
      code: "split-view",
      message: `The log has signed another tree over the first ${older.size} records`,
    });
}

/** The tiles over the path to the last leaf of the older tree hold every complete subtree that its root is made of. */
async function loadNodes(source: TreeSource, tree: VerifiedTree, size: number, older: number): Promise<TreeNodes> {
  const tiles = new Map<string, TileHashes | null>();
  const wanted = older === 0 ? [] : tilesOver({ from: older - 1, to: older }, size);
  for (const name of wanted) tiles.set(tilePath(name), await tree.tile(name));
  return nodesFromTiles(source.sha256, size, (name) => tiles.get(tilePath(name)) ?? null);
}
