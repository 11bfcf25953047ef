import { floatFrom, numberFrom, textFrom } from "../evaluate/convert.ts";
import { elementsOf, Failure, notObserved, type HclValue } from "../evaluate/values.ts";
import { needsAll, type FunctionTable } from "./declare.ts";

/** Functions on address ranges of IPv4; those of IPv6 are left unknown. */
export const NETWORK_FUNCTIONS: FunctionTable = {
  cidrcontains: needsAll(([range, inner]) => {
    const text = textFrom(inner) ?? "";
    const [outside, inside] = [parseNetwork(range), parseNetwork(text.includes("/") ? text : `${text}/32`)];
    if (!outside || !inside) return unreadable(text.includes(":") ? inner : range);
    return inside.length >= outside.length && startOf(inside.address, outside.length) === outside.address;
  }),
  cidrhost: needsAll(([range, host]) => {
    const network = parseNetwork(range);
    const number = numberFrom(host);
    if (!network || typeof number !== "number") return unreadable(range);
    const size = 2 ** (32 - network.length);
    const offset = number < 0 ? size + number : number;
    return offset >= 0 && offset < size
      ? printAddress(network.address + offset)
      : new Failure("the range has no such host");
  }),
  cidrnetmask: needsAll(([range]) => {
    const network = parseNetwork(range);
    return network ? printAddress(2 ** 32 - 2 ** (32 - network.length)) : unreadable(range);
  }),
  cidrsubnet: needsAll(([range, bits, number]) => subnet(range, floatFrom(bits), floatFrom(number))),
  cidrsubnets: needsAll(([range, ...bits]) =>
    subnets(
      range,
      bits.flatMap((bit) => elementsOf(bit) ?? [bit]),
    ),
  ),
};

/** A range of IPv6 is one that is not calculated with here; anything else is none. */
function unreadable(range: HclValue | undefined): HclValue {
  return textFrom(range)?.includes(":") === true
    ? notObserved()
    : new Failure("an address range and numbers are expected");
}

interface Network {
  readonly address: number;
  readonly length: number;
}

const NETWORK = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

function parseNetwork(value: HclValue | undefined): Network | null {
  const parts = NETWORK.exec(textFrom(value) ?? "")
    ?.slice(1)
    .map(Number);
  const [length = 33] = parts?.slice(4) ?? [];
  if (!parts || length > 32 || parts.slice(0, 4).some((part) => part > 255)) return null;
  const address = parts.slice(0, 4).reduce((sum, part) => sum * 256 + part, 0);
  return { address: startOf(address, length), length };
}

/** The first address of the range of this length that an address is in. */
function startOf(address: number, length: number): number {
  const size = 2 ** (32 - length);
  return Math.floor(address / size) * size;
}

function printAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

function subnet(range: HclValue | undefined, bits: number | null, number: number | null): HclValue {
  const network = parseNetwork(range);
  if (!network || bits === null || number === null) return unreadable(range);
  const length = network.length + bits;
  if (bits < 0 || length > 32 || number < 0 || number >= 2 ** bits) return new Failure("the range has no such part");
  return `${printAddress(network.address + number * 2 ** (32 - length))}/${length}`;
}

/** Consecutive parts, each on a boundary of its own size. */
function subnets(range: HclValue | undefined, bits: readonly HclValue[]): HclValue {
  const network = parseNetwork(range);
  if (!network) return unreadable(range);
  const end = network.address + 2 ** (32 - network.length);
  const made: string[] = [];
  let next = network.address;
  for (const bit of bits) {
    const length = network.length + (floatFrom(bit) ?? Number.NaN);
    if (!(length >= network.length && length <= 32)) return new Failure("a number of bits is expected");
    const size = 2 ** (32 - length);
    const start = Math.ceil(next / size) * size;
    if (start + size > end) return new Failure("the range has not so many parts");
    made.push(`${printAddress(start)}/${length}`);
    next = start + size;
  }
  return made;
}
