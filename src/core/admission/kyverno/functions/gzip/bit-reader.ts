/** Thrown inside the reader of compressed bytes, and caught there, when they are not what they should be. */
export class Corrupt extends Error {}

/** Thrown inside that reader, and caught there, when more comes out than is taken. */
export class TooMuch extends Error {}

/** Where the reader stands in compressed bytes, whose bits it takes from the lowest of each byte on. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #bits = 0;
  #held = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  get at(): number {
    return this.#at;
  }

  /** The next bits as a number, at most 16 of them. */
  take(count: number): number {
    while (this.#held < count) {
      this.#bits |= this.byte() << this.#held;
      this.#held += 8;
    }
    const taken = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#held -= count;
    return taken;
  }

  /** Leaves out the rest of a byte of which some bits were taken. */
  align(): void {
    this.#bits = 0;
    this.#held = 0;
  }

  /** The next byte, where no bits are left of the one before. */
  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Corrupt("the bytes end too early");
    this.#at += 1;
    return byte;
  }

  /** The next bytes as a number, the lowest first. */
  number(bytes: number): number {
    let number = 0;
    for (let index = 0; index < bytes; index++) number += this.byte() * 2 ** (8 * index);
    return number;
  }

  /** The bytes from a place up to here. */
  since(start: number): Uint8Array {
    return this.#bytes.subarray(start, this.#at);
  }
}
