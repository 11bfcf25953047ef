import { BitReader, Corrupt, TooMuch } from "./bit-reader.ts";
import { crc32 } from "./crc32.ts";
import { inflate } from "./inflate.ts";
import { Output } from "./output.ts";

/** What was compressed, why nothing was, or that it is more than the limit. */
export type Gunzipped =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  | { readonly kind: "corrupt"; readonly why: string }
  | { readonly kind: "too-much" };

const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16 };
/** What Go takes of a name or comment, with the zero after it. */
const LONGEST_NAME = 512;

/** Reads members of gzip one after the other, as Go's `compress/gzip` does: names and checksums are checked, and nothing may follow the last. */
export function gunzip(bytes: Uint8Array, limit: number): Gunzipped {
  const reader = new BitReader(bytes);
  const output = new Output(limit);
  try {
    do readMember(reader, output);
    while (!reader.isAtEnd);
    return { kind: "read", bytes: output.all };
  } catch (error) {
    if (error instanceof Corrupt) return { kind: "corrupt", why: error.message };
    if (error instanceof TooMuch) return { kind: "too-much" };
    throw error;
  }
}

function readMember(reader: BitReader, output: Output): void {
  skipHeader(reader);
  output.startMember();
  inflate(reader, output);
  const { member } = output;
  const isWhole = reader.number(4) === crc32(member);
  if (reader.number(4) !== member.length || !isWhole) throw new Corrupt("the checksum is wrong");
}

function skipHeader(reader: BitReader): void {
  const start = reader.at;
  const [first, second, method, flags] = [reader.byte(), reader.byte(), reader.byte(), reader.byte()];
  reader.number(6);
  if (first !== 0x1f || second !== 0x8b || method !== 8) throw new Corrupt("they are not gzip");
  if (flags & FLAGS.extra) skip(reader, reader.number(2));
  if (flags & FLAGS.name) skipName(reader);
  if (flags & FLAGS.comment) skipName(reader);
  if (flags & FLAGS.headerChecksum) checkHeader(reader, crc32(reader.since(start)) & 0xff_ff);
}

function skip(reader: BitReader, count: number): void {
  for (let index = 0; index < count; index++) reader.byte();
}

function skipName(reader: BitReader): void {
  for (let length = 1; reader.byte() !== 0; length++)
    if (length >= LONGEST_NAME) throw new Corrupt("a name is too long");
}

function checkHeader(reader: BitReader, checksum: number): void {
  if (reader.number(2) !== checksum) throw new Corrupt("the checksum of the header is wrong");
}
