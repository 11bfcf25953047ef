import { BOOL, INT, opaqueOf, STRING, type Type } from "../../../types/type.ts";
import type { Value } from "../../../values/index.ts";
import { readsFirst, readsFirstTwice } from "../../cost.ts";
import type { FunctionDeclaration, FunctionLibrary } from "../../declaration.ts";
import { declare, func, method } from "../../define.ts";
import { invalidConversion } from "../../failure.ts";
import { typeConstant } from "../../standard/types.ts";
import { parseAddress, type IpAddress } from "./address.ts";

/** The type of IP addresses. */
export const IP: Type = opaqueOf("net.IP");

/** The address, or an `invalid-conversion` error. */
export function toAddress(text: string): Value {
  return parseAddress(text) ?? notAnAddress(text);
}

function notAnAddress(text: string): Value {
  return invalidConversion(
    text,
    "an IP address",
    "it is not an IPv4 or IPv6 address without zone, or it is IPv4 mapped into IPv6",
  );
}

function isCanonical(text: string): Value {
  const address = parseAddress(text);
  return address === undefined ? notAnAddress(text) : address.toString() === text;
}

/** Whether an address lies in a block of its family, given by its leading bits. */
function isIn(address: IpAddress, v4: readonly [bigint, number], v6: readonly [bigint, number]): boolean {
  const [prefix, length] = address.family === 4 ? v4 : v6;
  return address.bits >> BigInt(address.width - length) === prefix;
}

const BROADCAST = 0xffffffffn;

function isUnspecified({ bits }: IpAddress): boolean {
  return bits === 0n;
}

function isLoopback(address: IpAddress): boolean {
  return isIn(address, [127n, 8], [1n, 128]);
}

function isLinkLocalMulticast(address: IpAddress): boolean {
  return (
    isIn(address, [0xe00000n, 24], [0xff02n, 16]) ||
    (address.family === 6 && ((address.bits >> 112n) & 0xff0fn) === 0xff02n)
  );
}

function isLinkLocalUnicast(address: IpAddress): boolean {
  return isIn(address, [0xa9fen, 16], [0xfe80n >> 6n, 10]);
}

function isMulticast(address: IpAddress): boolean {
  return isIn(address, [0xen, 4], [0xffn, 8]);
}

function isGlobalUnicast(address: IpAddress): boolean {
  const isBroadcast = address.family === 4 && address.bits === BROADCAST;
  const isSpecial = [isUnspecified, isLoopback, isMulticast, isLinkLocalUnicast].some((test) => test(address));
  return !isBroadcast && !isSpecial;
}

function property(
  name: string,
  id: string,
  description: string,
  holds: (address: IpAddress) => boolean,
): FunctionDeclaration {
  return declare(name, description, method(id, [IP, BOOL], holds));
}

/** IP addresses. Source: Kubernetes, `pkg/cel/library/ip.go`. */
export const ipLibrary: FunctionLibrary = {
  name: "kubernetes.net.ip",
  functions: [
    declare("ip", "Converts text to an IP address.", func("string_to_ip", [STRING, IP], toAddress, readsFirst)),
    declare(
      "isIP",
      "Whether text is an IP address.",
      func("is_ip", [STRING, BOOL], (text: string) => parseAddress(text) !== undefined, readsFirst),
    ),
    declare(
      "ip.isCanonical",
      "Whether an address is written in its canonical form.",
      func("ip_is_canonical", [STRING, BOOL], isCanonical, readsFirstTwice),
    ),
    declare(
      "family",
      "4 or 6.",
      method("ip_family", [IP, INT], (address: IpAddress) => address.family),
    ),
    declare(
      "string",
      "Converts to text.",
      func("ip_to_string", [IP, STRING], (address: IpAddress) => address.toString()),
    ),
    property("isUnspecified", "ip_is_unspecified", "Whether it is the address of all zeros.", isUnspecified),
    property("isLoopback", "ip_is_loopback", "Whether it is the machine itself.", isLoopback),
    property(
      "isLinkLocalMulticast",
      "ip_is_link_local_multicast",
      "Whether it is a multicast address of the link.",
      isLinkLocalMulticast,
    ),
    property(
      "isLinkLocalUnicast",
      "ip_is_link_local_unicast",
      "Whether it is a unicast address of the link.",
      isLinkLocalUnicast,
    ),
    property(
      "isGlobalUnicast",
      "ip_is_global_unicast",
      "Whether it is a unicast address beyond the link.",
      isGlobalUnicast,
    ),
  ],
  constants: { "net.IP": typeConstant("net.IP", IP) },
};
