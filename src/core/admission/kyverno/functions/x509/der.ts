/** Thrown while a certificate is read, and caught where it began, at what is not read here. */
export class Unread extends Error {}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag in brackets of a number, such as `[0]`, around other elements or around bytes. */
export const within = (number: number): number => 0xa0 + number;
export const tagged = (number: number): number => 0x80 + number;

const LONGEST_INTEGER = 2048;

/** Elements of DER one after another. What is no DER, and tags of more than a byte, are not read. */
export class Der {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Whether an element of this tag comes next. */
  has(tag: number): boolean {
    return this.#bytes[this.#at] === tag;
  }

  /** The content of the next element, which has this tag. */
  take(tag: number): Uint8Array {
    if (!this.has(tag)) throw new Unread("an element that is not expected");
    this.#at += 1;
    const length = this.#length();
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new Unread("an element that is cut off");
    return this.#bytes.subarray(start, this.#at);
  }

  /** The next element with its tag and length. */
  whole(tag: number): Uint8Array {
    const start = this.#at;
    this.take(tag);
    return this.#bytes.subarray(start, this.#at);
  }

  /** What stands in the next element, which has this tag. */
  into(tag: number): Der {
    return new Der(this.take(tag));
  }

  /** What comes next, whatever its tag is. */
  any(): Uint8Array {
    return this.take(this.#bytes[this.#at] ?? 0);
  }

  /** The tag of what comes next. */
  get tag(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  end(): void {
    if (!this.isAtEnd) throw new Unread("an element too many");
  }

  /** An integer that is not negative. */
  integer(): bigint {
    const bytes = this.take(TAG.integer);
    const [first, second = 0] = bytes;
    const isMinimal = bytes.length === 1 || first !== 0 || second >= 0x80;
    if (first === undefined || first >= 0x80 || !isMinimal || bytes.length > LONGEST_INTEGER)
      throw new Unread("an unusual number");
    return BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
  }

  boolean(): boolean {
    const [byte, ...rest] = this.take(TAG.boolean);
    if ((byte !== 0 && byte !== 0xff) || rest.length > 0) throw new Unread("an unusual truth value");
    return byte === 0xff;
  }

  /** An identifier of an object as its numbers. */
  oid(): readonly number[] {
    return oidOf(this.take(TAG.oid));
  }

  /** Whole bytes in a string of bits. */
  bits(): Uint8Array {
    const bytes = this.take(TAG.bits);
    if (bytes[0] !== 0) throw new Unread("a string of bits that is no bytes");
    return bytes.subarray(1);
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Unread("an element that is cut off");
    this.#at += 1;
    return byte;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first - 0x80;
    if (count < 1 || count > 3) throw new Unread("an unusual length");
    let length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (count - 1)) throw new Unread("an unusual length");
    return length;
  }
}

const LARGEST_ARC = 2 ** 31 - 1;

function oidOf(bytes: Uint8Array): readonly number[] {
  const arcs: number[] = [];
  let arc = 0;
  let isStart = true;
  for (const byte of bytes) {
    if (isStart && byte === 0x80) throw new Unread("an unusual identifier");
    arc = arc * 128 + (byte & 0x7f);
    if (arc > LARGEST_ARC) throw new Unread("an unusual identifier");
    isStart = byte < 0x80;
    if (!isStart) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first] = arcs;
  if (first === undefined || !isStart) throw new Unread("an unusual identifier");
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...arcs.slice(1)];
}
