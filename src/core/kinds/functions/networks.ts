import { BOOL, DYN, type FunctionDeclaration, type Value } from "#core/language";
import { isList } from "#core/model";
import { globalFunction, listCost } from "./declare.ts";
import { any } from "./three-valued.ts";

/** Questions about networks as providers write them. */
export const networkFunctions: readonly FunctionDeclaration[] = [
  globalFunction(
    "networks.isAnywhere",
    "Whether a network, or any of a list, takes in the whole internet or a large part of it.",
    {
      params: [DYN],
      result: BOOL,
      evaluate: (networks = null) => any(isList(networks) ? networks : [networks], isAnywhereValue),
      cost: listCost,
    },
  ),
];

/** Words that providers use for every address, in lower case (Azure service tags and wildcards, Google Cloud, Kubernetes). */
const EVERYWHERE: ReadonlySet<string> = new Set(["*", "any", "internet"]);

/** The address that stands for any, however many of its zeros are written. */
const NO_ADDRESS = /^[0.:]+$/;

/** Shorter prefixes than these take in more than any organisation owns (after S3's definition of a public address range). */
const NARROWEST_PUBLIC_PREFIX = { v4: 7, v6: 31 } as const;

/** Whether a CIDR block, an address or a provider's word stands for the internet; also for a text that is no network at all. */
export function isAnywhere(network: string): boolean {
  const text = network.trim().toLowerCase();
  if (EVERYWHERE.has(text)) return true;
  const match = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/.exec(text);
  if (match === null) return !isName(text);
  if (match[2] === undefined) return NO_ADDRESS.test(text);
  const limit = match[1]?.includes(":") === true ? NARROWEST_PUBLIC_PREFIX.v6 : NARROWEST_PUBLIC_PREFIX.v4;
  return Number(match[2]) <= limit;
}

function isAnywhereValue(network: Value): boolean {
  return typeof network !== "string" || isAnywhere(network);
}

/** A security group, prefix list or service tag: a name for a set of addresses that is not everyone. */
function isName(text: string): boolean {
  return /^[a-z][\w./-]*$/.test(text);
}
