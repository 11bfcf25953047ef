import { crc32 } from "node:zlib";
import { concat, decodeBundle, encodeBundle, HASH_LENGTH, tileHashes, type LogEdge } from "#core/evidence";
import { groupAt, hasLaterGroup, type Group } from "../groups/group.ts";

/** What a segment was found to hold. */
export interface SegmentReading {
  /** The tree as it was when the segment began. */
  readonly edge: LogEdge;
  readonly groups: readonly Group[];
  /** Whether what follows the last whole group is more than a write that was cut off: groups after it were durable once. */
  readonly damaged: boolean;
}

const MAGIC: Buffer = Buffer.from("WritSeg1");
const HEADER = 16;

/** The name of the segment that begins with an index: names sort as indexes do. */
export function segmentName(first: number): string {
  return `${String(first).padStart(16, "0")}.segment`;
}

/** The index with which a segment begins, by its name; null for the name of something else. */
export function firstOf(name: string): number | null {
  return /^\d{16}\.segment$/.test(name) ? Number(name.slice(0, 16)) : null;
}

/** What a segment begins with: the edge of the tree, so that no other file is needed to grow on from here. */
export function encodeSegmentHead({ size, levels, entries }: LogEdge): Buffer {
  const counts = Buffer.alloc(10 + levels.length * 2);
  counts.writeBigUInt64BE(BigInt(size));
  counts.writeUInt16BE(levels.length, 8);
  for (const [at, { length }] of levels.entries()) counts.writeUInt16BE(length, 10 + at * 2);
  const body = concat(counts, ...levels.flat(), encodeBundle(entries));
  const head = Buffer.alloc(HEADER);
  MAGIC.copy(head);
  head.writeUInt32BE(body.length, 8);
  head.writeUInt32BE(crc32(body), 12);
  return Buffer.concat([head, body]);
}

/** Reads a segment up to the first group that is not whole; null when not even its head is. */
export function readSegment(bytes: Buffer): SegmentReading | null {
  if (bytes.length < HEADER || !MAGIC.equals(bytes.subarray(0, MAGIC.length))) return null;
  const end = HEADER + bytes.readUInt32BE(8);
  const body = bytes.subarray(HEADER, end);
  const edge = body.length === end - HEADER && crc32(body) === bytes.readUInt32BE(12) ? decodeEdge(body) : null;
  return edge === null ? null : { edge, ...readGroups(bytes, end, edge.size) };
}

function decodeEdge(body: Buffer): LogEdge | null {
  if (body.length < 10) return null;
  const [size, count] = [Number(body.readBigUInt64BE(0)), body.readUInt16BE(8)];
  let at = 10 + count * 2;
  if (at > body.length) return null;
  const levels = Array.from({ length: count }, (_, level) => {
    const width = body.readUInt16BE(10 + level * 2);
    const from = at;
    at += width * HASH_LENGTH;
    return tileHashes(body.subarray(from, at), width);
  });
  const entries = decodeBundle(body.subarray(at));
  const whole = levels.filter((level) => level !== null);
  return entries === null || whole.length < count ? null : { size, levels: whole, entries };
}

function readGroups(bytes: Buffer, start: number, first: number): Omit<SegmentReading, "edge"> {
  const groups: Group[] = [];
  let [at, next] = [start, first];
  for (let found = groupAt(bytes, at); found?.group.first === next; found = groupAt(bytes, at)) {
    groups.push(found.group);
    at += found.length;
    next += found.group.entries.length;
  }
  return { groups, damaged: hasLaterGroup(bytes, at, next) };
}
