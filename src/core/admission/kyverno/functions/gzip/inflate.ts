import { Corrupt, type BitReader } from "./bit-reader.ts";
import { huffman, readSymbol, type Huffman } from "./huffman.ts";
import type { Output } from "./output.ts";

const END_OF_BLOCK = 256;
const MOST_LITERALS = 286;
const MOST_DISTANCES = 30;
/** The order in which the lengths of the codes for lengths stand. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface Codes {
  readonly literals: Huffman;
  readonly distances: Huffman;
}

const FIXED: Codes = {
  literals: huffman([...times(144, 8), ...times(112, 9), ...times(24, 7), ...times(8, 8)]),
  distances: huffman(times(32, 5)),
};

/** Writes what DEFLATE compressed, up to the end of its last block. It follows RFC 1951, and refuses what Go's `compress/flate` refuses. */
export function inflate(reader: BitReader, output: Output): void {
  for (let isLast = false; !isLast;) {
    isLast = reader.take(1) === 1;
    const kind = reader.take(2);
    if (kind === 0) copyStored(reader, output);
    else if (kind === 1) inflateBlock(reader, output, FIXED);
    else if (kind === 2) inflateBlock(reader, output, readCodes(reader));
    else throw new Corrupt("a block is of no kind");
  }
  reader.align();
}

function copyStored(reader: BitReader, output: Output): void {
  reader.align();
  const length = reader.number(2);
  if (reader.number(2) !== (length ^ 0xff_ff)) throw new Corrupt("the length of a block is wrong");
  for (let index = 0; index < length; index++) output.push(reader.byte());
}

function inflateBlock(reader: BitReader, output: Output, { literals, distances }: Codes): void {
  for (let symbol = readSymbol(reader, literals); symbol !== END_OF_BLOCK; symbol = readSymbol(reader, literals)) {
    if (symbol < END_OF_BLOCK) output.push(symbol);
    else output.repeat(readLength(reader, symbol - END_OF_BLOCK - 1), readDistance(reader, distances));
  }
}

const LENGTHS = 29;

function readLength(reader: BitReader, step: number): number {
  if (step >= LENGTHS) throw new Corrupt("a repetition has no length");
  if (step === LENGTHS - 1) return 258;
  return 3 + readStepped(reader, step, 4);
}

function readDistance(reader: BitReader, distances: Huffman): number {
  const step = readSymbol(reader, distances);
  if (step >= MOST_DISTANCES) throw new Corrupt("a repetition has no distance");
  return 1 + readStepped(reader, step, 2);
}

/** A number of which a step tells the beginning, and more bits the rest: one bit more after each group of steps, but for the first two. */
function readStepped(reader: BitReader, step: number, group: number): number {
  if (step < 2 * group) return step;
  const extra = Math.floor(step / group) - 1;
  return ((group + (step % group)) << extra) + reader.take(extra);
}

function readCodes(reader: BitReader): Codes {
  const literals = 257 + reader.take(5);
  const distances = 1 + reader.take(5);
  if (literals > MOST_LITERALS || distances > MOST_DISTANCES) throw new Corrupt("there are too many codes");
  const lengths = readLengths(reader, readLengthCode(reader), literals + distances);
  return { literals: huffman(lengths.slice(0, literals)), distances: huffman(lengths.slice(literals)) };
}

function readLengthCode(reader: BitReader): Huffman {
  const count = 4 + reader.take(4);
  const lengths = times(ORDER.length, 0);
  for (const symbol of ORDER.slice(0, count)) lengths[symbol] = reader.take(3);
  return huffman(lengths);
}

function readLengths(reader: BitReader, code: Huffman, count: number): readonly number[] {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = readSymbol(reader, code);
    lengths.push(...(symbol < 16 ? [symbol] : readRun(reader, symbol, lengths.at(-1))));
  }
  if (lengths.length > count) throw new Corrupt("a length is repeated too often");
  return lengths;
}

function readRun(reader: BitReader, symbol: number, last: number | undefined): readonly number[] {
  if (symbol === 17) return times(3 + reader.take(3), 0);
  if (symbol === 18) return times(11 + reader.take(7), 0);
  if (last === undefined) throw new Corrupt("there is no length to repeat");
  return times(3 + reader.take(2), last);
}

function times(length: number, value: number): number[] {
  return Array.from({ length }, () => value);
}
