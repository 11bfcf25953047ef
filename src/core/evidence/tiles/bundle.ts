import { TILE_WIDTH } from "./paths.ts";

/** The longest entry: its length is written in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** The longest bundle of entries. */
export const MAX_BUNDLE_BYTES: number = TILE_WIDTH * (MAX_ENTRY_BYTES + 2);

/** Entries one after the other, each behind its length in two bytes (C2SP tlog-tiles). Entries must not be longer than `MAX_ENTRY_BYTES`. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    bundle[at] = entry.length >> 8;
    bundle[at + 1] = entry.length & 0xff;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** The entries of a bundle as views of its bytes, or null when its bytes are not whole entries, or are more than `most`. */
export function decodeBundle(bundle: Uint8Array, most: number = Number.MAX_SAFE_INTEGER): readonly Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length) {
    const end = at + 2 + ((bundle[at] ?? 0) << 8) + (bundle[at + 1] ?? 0);
    if (at + 2 > bundle.length || end > bundle.length || entries.length === most) return null;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
