import { canonicalJson, sha256Hex } from "#core/model";
import type { DocumentNode, MapNode } from "./read/node.ts";
import { toValue } from "./shape/index.ts";

/** The SHA-256, in lower-case hex, of a document's canonical JSON (RFC 8785). */
export function documentDigest(root: DocumentNode): string {
  return sha256Hex(canonicalText(root));
}

/** What `canonicalJson()` makes of the value of a tree, without making the value first. */
function canonicalText(node: DocumentNode): string {
  if (node.kind === "scalar") return canonicalJson(node.value);
  return node.kind === "list" ? `[${node.items.map(canonicalText).join(",")}]` : mapText(node);
}

function mapText(node: MapNode): string {
  if (node.entries.has("$writ")) return canonicalJson(toValue(node));
  const members = [...node.entries]
    .toSorted(byKey)
    .map(([key, { value }]) => `${JSON.stringify(key)}:${canonicalText(value)}`);
  return `{${members.join(",")}}`;
}

/** By UTF-16 code units. */
function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
