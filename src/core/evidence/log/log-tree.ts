import { concat } from "../bytes/index.ts";
import { foldComplete, leafHash, type TreeHead } from "../merkle/index.ts";
import type { Sha256 } from "../ports.ts";
import { edgeRoot, encodeBundle, rightEdge, tilePath, TILE_WIDTH } from "../tiles/index.ts";

/** A file of a log. */
export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The right edge of a log: the hashes of the partial tile of each level from 0 up, and the entries of the partial bundle. */
export interface LogEdge {
  readonly size: number;
  readonly levels: readonly (readonly Uint8Array[])[];
  readonly entries: readonly Uint8Array[];
}

export const EMPTY_EDGE: LogEdge = { size: 0, levels: [], entries: [] };

/** The tree of a log while it grows: it holds the right edge, and the full tiles and bundles that nobody has taken yet. */
export interface LogTree {
  readonly size: number;
  /** How many bytes wait to be taken. */
  readonly readyBytes: number;
  add(entry: Uint8Array): void;
  head(): TreeHead;
  /** From which the same tree grows on. */
  edge(): LogEdge;
  /** What became full since the last call, and the partial tiles and bundle of this size. */
  takeFiles(): readonly LogFile[];
}

/** A tree that grows on from an edge. */
export function growTree(sha256: Sha256, edge: LogEdge): LogTree {
  const levels: Uint8Array[][] = edge.levels.map((level) => [...level]);
  let { size } = edge;
  let entries: Uint8Array[] = [...edge.entries];
  let ready: LogFile[] = [];
  let readyBytes = 0;

  const keep = (path: string, bytes: Uint8Array): void => {
    ready.push({ path, bytes });
    readyBytes += bytes.length;
  };
  const addHash = (level: number, hash: Uint8Array): void => {
    const hashes = (levels[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    levels[level] = [];
    const index = Math.floor((size - 1) / TILE_WIDTH ** (level + 1));
    keep(tilePath({ level, index, width: TILE_WIDTH }), concat(...hashes));
    addHash(level + 1, foldComplete(sha256, hashes));
  };
  const add = (entry: Uint8Array): void => {
    size++;
    entries.push(entry);
    if (entries.length === TILE_WIDTH) {
      const index = Math.floor((size - 1) / TILE_WIDTH);
      keep(tilePath({ level: "entries", index, width: TILE_WIDTH }), encodeBundle(entries));
      entries = [];
    }
    addHash(0, leafHash(sha256, entry));
  };
  const partial = (): readonly LogFile[] => {
    const tiles = rightEdge(size).map((tile) => ({
      path: tilePath(tile),
      bytes: concat(...(levels[Number(tile.level)] ?? [])),
    }));
    const name = { level: "entries", index: Math.floor(size / TILE_WIDTH), width: entries.length } as const;
    return entries.length === 0 ? tiles : [...tiles, { path: tilePath(name), bytes: encodeBundle(entries) }];
  };
  return {
    get size() {
      return size;
    },
    get readyBytes() {
      return readyBytes;
    },
    add,
    head: () => ({ size, root: edgeRoot(sha256, size, ({ level }) => levels[Number(level)] ?? []) }),
    edge: () => ({ size, levels: levels.map((level) => [...level]), entries: [...entries] }),
    takeFiles() {
      const files = [...ready, ...partial()];
      ready = [];
      readyBytes = 0;
      return files;
    },
  };
}
