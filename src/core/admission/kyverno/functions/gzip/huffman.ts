import { Corrupt, type BitReader } from "./bit-reader.ts";

const LONGEST = 15;

/** A canonical Huffman code: how many symbols have each length, and the symbols in the order of their codes. */
export interface Huffman {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** The code of symbols by the lengths of theirs; 0 for a symbol that has none. Every code must be whole, but for one of a single bit, and none at all. */
export function huffman(lengths: readonly number[]): Huffman {
  const counts = Array.from({ length: LONGEST + 1 }, () => 0);
  const byLength: number[][] = counts.map(() => []);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    counts[length] = (counts[length] ?? 0) + 1;
    byLength[length]?.push(symbol);
  }
  checkWhole(counts);
  return { counts, symbols: byLength.flat() };
}

function checkWhole(counts: readonly number[]): void {
  let left = 1;
  for (const count of counts.slice(1)) {
    left = left * 2 - count;
    if (left < 0) throw new Corrupt("a code is given twice");
  }
  const used = counts.reduce((sum, count) => sum + count, 0);
  const isSingle = used === 1 && counts[1] === 1;
  if (left > 0 && used > 0 && !isSingle) throw new Corrupt("a code is left out");
}

/** The next symbol. */
export function readSymbol(reader: BitReader, { counts, symbols }: Huffman): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= LONGEST; length++) {
    code |= reader.take(1);
    const count = counts[length] ?? 0;
    const symbol = code - first < count ? symbols[index + code - first] : undefined;
    if (symbol !== undefined) return symbol;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Corrupt("there is no such code");
}
