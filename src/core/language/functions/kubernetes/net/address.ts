import { Opaque, type Value } from "../../../values/index.ts";

/** An IPv4 or IPv6 address without a zone; `bits` is the whole address as a number. */
export class IpAddress extends Opaque {
  readonly typeName = "net.IP";
  readonly family: 4 | 6;
  readonly bits: bigint;

  constructor(family: 4 | 6, bits: bigint) {
    super();
    this.family = family;
    this.bits = bits;
  }

  /** 32 or 128. */
  get width(): number {
    return this.family === 4 ? 32 : 128;
  }

  equals(other: Opaque): boolean {
    return other instanceof IpAddress && other.family === this.family && other.bits === this.bits;
  }

  toString(): string {
    return this.family === 4 ? formatV4(this.bits) : formatV6(this.bits);
  }

  toPlain(): Value {
    return this.toString();
  }
}

/** The address that a text names, or `undefined`. Zones and IPv4-mapped IPv6 addresses are refused, as Kubernetes does. */
export function parseAddress(text: string): IpAddress | undefined {
  if (text.length > LONGEST) return undefined;
  if (!text.includes(":")) return asAddress(4, parseV4(text));
  const bits = parseV6(text);
  return bits !== undefined && bits >> 32n === MAPPED_PREFIX ? undefined : asAddress(6, bits);
}

const LONGEST = 45;
const MAPPED_PREFIX = 0xffffn;

function asAddress(family: 4 | 6, bits: bigint | undefined): IpAddress | undefined {
  return bits === undefined ? undefined : new IpAddress(family, bits);
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  const isValid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isValid ? parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) : undefined;
}

function parseV6(text: string): bigint | undefined {
  const hexadecimal = withHexadecimalTail(text);
  const halves = hexadecimal?.split("::");
  if (halves === undefined || halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = [...head, ...Array<string>(8 - given).fill("0"), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** An IPv4 address at the end rewritten as two groups; `undefined` when it is none. */
function withHexadecimalTail(text: string): string | undefined {
  if (!text.includes(".")) return text;
  const start = text.lastIndexOf(":") + 1;
  const bits = parseV4(text.slice(start));
  if (bits === undefined) return undefined;
  return `${text.slice(0, start)}${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
}

function formatV4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join(".");
}

/** RFC 5952: lower case, and `::` for the first of the longest runs of at least two zero groups. */
function formatV6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const { start, length } = longestZeroRun(groups);
  if (length < 2) return groups.join(":");
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + length).join(":")}`;
}

function longestZeroRun(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [at, group] of groups.entries()) {
    length = group === "0" ? length + 1 : 0;
    if (length > best.length) best = { start: at - length + 1, length };
  }
  return best;
}
