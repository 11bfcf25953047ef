import { existsSync } from "node:fs";
import { join } from "node:path";
import { UnavailableError } from "#core/diagnostics";
import {
  bundlesOver,
  HANDOVERS,
  parseCheckpoint,
  tilePath,
  tilesOver,
  TILE_WIDTH,
  type Checkpoint,
  type TileName,
} from "#core/evidence";
import { nodeDisk } from "./disk/node-disk.ts";
import { POLICY } from "./policy.ts";
import type { LogStore } from "./shared/log-store.ts";
import { readShown } from "./shared/shown.ts";

/** What was fetched: the checkpoint, and how many files were not there yet. */
export interface Fetched {
  readonly checkpoint: Checkpoint;
  readonly files: number;
}

/**
 * Copies a shared log into a folder, as far as its newest checkpoint goes: tiles, bundles, handovers, policy, and the checkpoint last. What is full already and there is not
 * fetched again. Nothing of it is verified. Throws an `UnavailableError` when the log has no checkpoint, or lacks a file of it.
 */
export async function fetchLog(store: LogStore, folder: string): Promise<Fetched> {
  const note = await readShown(store);
  const checkpoint = note === null ? null : parseCheckpoint(note);
  if (note === null || checkpoint === null)
    throw new UnavailableError("log-unpublished", `The log in ${store.place} has no checkpoint yet`);
  let files = 0;
  for (const name of namesIn(checkpoint)) files += await fetchTile(store, folder, name);
  for (const path of [POLICY, ...(await store.listFiles(HANDOVERS)).filter(isHandover)]) {
    const bytes = await store.readFile(path);
    if (bytes !== null) await nodeDisk.replace(join(folder, path), bytes, false);
  }
  await nodeDisk.replace(join(folder, "checkpoint"), note, true);
  return { checkpoint, files };
}

/** What else a store names could lie anywhere, and is left aside. */
function isHandover(path: string): boolean {
  return path.startsWith(HANDOVERS) && /^\d{1,4}\.(?:record|tlog-proof)$/.test(path.slice(HANDOVERS.length));
}

/** So many entries are looked after at once: how many a checkpoint has is only what it says. */
const STRIDE = TILE_WIDTH ** 2 * 16;

function* namesIn({ size }: Checkpoint): Generator<TileName> {
  for (let from = 0; from < size; from += STRIDE) {
    const range = { from, to: Math.min(from + STRIDE, size) };
    yield* tilesOver(range, size).filter(({ width }) => width === TILE_WIDTH || range.to === size);
    yield* bundlesOver(range, size);
  }
}

async function fetchTile(store: LogStore, folder: string, name: TileName): Promise<number> {
  const full = tilePath({ ...name, width: TILE_WIDTH });
  if (existsSync(join(folder, full))) return 0;
  const path = tilePath(name);
  const own = await store.readFile(path);
  // The full one may have replaced it meanwhile.
  const bytes = own ?? (await store.readFile(full));
  if (bytes === null) throw new UnavailableError("log-damaged", `The log in ${store.place} lacks \`${path}\``);
  await nodeDisk.replace(join(folder, own === null ? full : path), bytes, false);
  if (own === null || path === full) await nodeDisk.remove(join(folder, `${full}.p`));
  return 1;
}
