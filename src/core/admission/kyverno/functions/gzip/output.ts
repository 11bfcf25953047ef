import { Corrupt, TooMuch } from "./bit-reader.ts";

const FIRST_SIZE = 4096;
const FARTHEST = 32_768;

/** What comes out of compressed bytes, up to a limit. */
export class Output {
  readonly #limit: number;
  #bytes = new Uint8Array(FIRST_SIZE);
  #length = 0;
  #start = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Begins another member: what lies before it is not repeated in it. */
  startMember(): void {
    this.#start = this.#length;
  }

  push(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** Writes once more what was written `distance` bytes before, which may run into what this writes. */
  repeat(length: number, distance: number): void {
    if (distance > Math.min(FARTHEST, this.#length - this.#start))
      throw new Corrupt("a repetition begins before the text");
    this.#reserve(length);
    for (let end = this.#length + length; this.#length < end; this.#length++)
      this.#bytes[this.#length] = this.#bytes[this.#length - distance] ?? 0;
  }

  /** What was written since the member began. */
  get member(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#length);
  }

  get all(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#limit) throw new TooMuch();
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, Math.min(this.#limit, 2 * this.#bytes.length)));
    grown.set(this.all);
    this.#bytes = grown;
  }
}
