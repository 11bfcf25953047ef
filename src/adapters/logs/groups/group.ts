import { crc32 } from "node:zlib";
import { decodeBundle, encodeBundle } from "#core/evidence";

/** Entries that became durable together. */
export interface Group {
  readonly first: number;
  readonly entries: readonly Uint8Array[];
}

/** What begins every group: nothing else in a segment begins with these bytes and has a fitting sum. */
const MAGIC: Buffer = Buffer.from("WritGrp1");
const HEADER = 32;

/** The bytes of a group: a header of 32 bytes (magic, first index, entries, bytes, checksum of all else) and the entries as in a bundle. */
export function encodeGroup({ first, entries }: Group): Buffer {
  const body = encodeBundle(entries);
  const group = Buffer.allocUnsafeSlow(HEADER + body.length);
  MAGIC.copy(group);
  group.writeBigUInt64BE(BigInt(first), 8);
  group.writeUInt32BE(entries.length, 16);
  group.writeUInt32BE(body.length, 20);
  group.writeUInt32BE(0, 24);
  group.set(body, HEADER);
  group.writeUInt32BE(sumOf(group), 28);
  return group;
}

/** What stands at an offset: a whole group and its length, or null. */
export function groupAt(bytes: Buffer, at: number): { readonly group: Group; readonly length: number } | null {
  if (at + HEADER > bytes.length || !MAGIC.equals(bytes.subarray(at, at + MAGIC.length))) return null;
  const length = HEADER + bytes.readUInt32BE(at + 20);
  const whole = bytes.subarray(at, at + length);
  if (whole.length !== length || whole.readUInt32BE(28) !== sumOf(whole)) return null;
  const entries = decodeBundle(whole.subarray(HEADER));
  if (entries === null || entries.length !== whole.readUInt32BE(16)) return null;
  return { group: { first: Number(whole.readBigUInt64BE(8)), entries }, length };
}

function sumOf(group: Buffer): number {
  return crc32(group.subarray(HEADER), crc32(group.subarray(0, 28)));
}

/** Tells whether a whole group that begins behind `index` stands anywhere from an offset on. */
export function hasLaterGroup(bytes: Buffer, from: number, index: number): boolean {
  for (let at = bytes.indexOf(MAGIC, from); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    const found = groupAt(bytes, at);
    if (found !== null && found.group.first > index) return true;
  }
  return false;
}
