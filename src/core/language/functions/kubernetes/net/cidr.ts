import { BOOL, INT, opaqueOf, STRING, type Type } from "../../../types/type.ts";
import { CelError, type Value } from "../../../values/index.ts";
import { readingCost, readsFirst, sizeForCost } from "../../cost.ts";
import type { FunctionLibrary } from "../../declaration.ts";
import { declare, func, method } from "../../define.ts";
import { invalidConversion } from "../../failure.ts";
import { typeConstant } from "../../standard/types.ts";
import { IpAddress } from "./address.ts";
import { IP, toAddress } from "./ip.ts";
import { Network, parseNetwork } from "./network.ts";

const CIDR: Type = opaqueOf("net.CIDR");

function toNetwork(text: string): Value {
  return (
    parseNetwork(text) ??
    invalidConversion(text, "a network", "it is not an address with a prefix length, such as `10.0.0.0/8`")
  );
}

function containsAddressText(network: Network, text: string): Value {
  const address = toAddress(text);
  return address instanceof IpAddress ? network.containsAddress(address) : address;
}

function containsNetworkText(network: Network, text: string): Value {
  const other = toNetwork(text);
  return other instanceof Network ? network.containsNetwork(other) : other;
}

/** The cost of comparing the bytes of two networks, and of reading the other when it is text. */
function comparisonCost(network: Value, other: Value): number {
  const bytes = network instanceof Network ? network.address.width / 8 : 0;
  const reading = typeof other === "string" ? readingCost(sizeForCost(other)) : 0;
  return readingCost(2 * bytes) + reading - 1;
}

function networkComparisonCost(network: Value, other: Value): number {
  const bytes = network instanceof Network ? network.address.width / 8 : 0;
  return comparisonCost(network, other) + readingCost(bytes) + 1;
}

/** Networks. Source: Kubernetes, `pkg/cel/library/cidr.go`. */
export const cidrLibrary: FunctionLibrary = {
  name: "kubernetes.net.cidr",
  functions: [
    declare("cidr", "Converts text to a network.", func("string_to_cidr", [STRING, CIDR], toNetwork, readsFirst)),
    declare(
      "isCIDR",
      "Whether text is a network.",
      func("is_cidr", [STRING, BOOL], (text: string) => !(toNetwork(text) instanceof CelError), readsFirst),
    ),
    declare(
      "containsIP",
      "Whether an address lies in a network.",
      method("cidr_contains_ip_string", [CIDR, STRING, BOOL], containsAddressText, comparisonCost),
      method(
        "cidr_contains_ip_ip",
        [CIDR, IP, BOOL],
        (network: Network, address: IpAddress) => network.containsAddress(address),
        comparisonCost,
      ),
    ),
    declare(
      "containsCIDR",
      "Whether a network lies in another.",
      method("cidr_contains_cidr_string", [CIDR, STRING, BOOL], containsNetworkText, networkComparisonCost),
      method(
        "cidr_contains_cidr",
        [CIDR, CIDR, BOOL],
        (network: Network, other: Network) => network.containsNetwork(other),
        networkComparisonCost,
      ),
    ),
    declare(
      "ip",
      "The address of a network.",
      method("cidr_ip", [CIDR, IP], (network: Network) => network.address),
    ),
    declare(
      "prefixLength",
      "The number of bits that name the network.",
      method("cidr_prefix_length", [CIDR, INT], (network: Network) => network.prefixLength),
    ),
    declare(
      "masked",
      "The network with the host bits cleared.",
      method("cidr_masked", [CIDR, CIDR], (network: Network) => network.masked()),
    ),
    declare(
      "string",
      "Converts to text.",
      func("cidr_to_string", [CIDR, STRING], (network: Network) => network.toString()),
    ),
  ],
  constants: { "net.CIDR": typeConstant("net.CIDR", CIDR) },
};
