import { parseDecimal } from "../bytes/index.ts";

/** How many hashes a full tile, and how many entries a full bundle, holds. */
export const TILE_WIDTH = 256;

/** A resource of a tiled log: a tile of hashes at a level, or the bundle of entries under a tile of level 0. `width` is 256 when it is full. */
export interface TileName {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** The path of a tile or bundle, such as `tile/0/x001/234.p/17` (C2SP tlog-tiles). */
export function tilePath({ level, index, width }: TileName): string {
  const partial = width === TILE_WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${partial}`;
}

function indexPath(index: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    const digits = String(rest % 1000).padStart(3, "0");
    groups.unshift(groups.length === 0 ? digits : `x${digits}`);
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.join("/");
}

/** The name that a path spells, or null for a path that no log serves. */
export function parseTilePath(path: string): TileName | null {
  const parts = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (parts === null) return null;
  const [, level = "", digits = "", width] = parts;
  const name: TileName = {
    level: level === "entries" ? level : Number(level),
    index: Number(digits.replaceAll(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : (parseDecimal(width) ?? 0),
  };
  return name.width > 0 && tilePath(name) === path ? name : null;
}
