import type { Sha256 } from "../ports.ts";
import { nodeHash } from "./hash.ts";
import { largestPower } from "./powers.ts";

/** The hashes of a tree's complete subtrees: the node `index` of a level spans the leaves from `index * 2^level` on. Null for one that is not there. */
export type TreeNodes = (level: number, index: number) => Uint8Array | null;

/** Makes the proof that the leaf at `index` stands in the tree of `size` leaves (RFC 6962 section 2.1.1), or null when a hash is missing. */
export function proveInclusion(
  sha256: Sha256,
  nodes: TreeNodes,
  index: number,
  size: number,
): readonly Uint8Array[] | null {
  if (index < 0 || index >= size) return null;
  const proof: (Uint8Array | null)[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    const goLeft = index < middle;
    proof.push(goLeft ? rangeHash(sha256, nodes, middle, end) : rangeHash(sha256, nodes, begin, middle));
    [begin, end] = goLeft ? [begin, middle] : [middle, end];
  }
  return complete(proof.toReversed());
}

/** Makes the proof that the tree of `older` leaves is a beginning of that of `newer` (RFC 6962 section 2.1.2), or null when a hash is missing. */
export function proveConsistency(
  sha256: Sha256,
  nodes: TreeNodes,
  older: number,
  newer: number,
): readonly Uint8Array[] | null {
  if (older > newer) return null;
  if (older === 0 || older === newer) return [];
  const proof: (Uint8Array | null)[] = [];
  let [begin, end, rest] = [0, newer, older];
  while (rest !== end - begin) {
    const middle = begin + splitOf(end - begin);
    const goLeft = rest <= middle - begin;
    proof.push(goLeft ? rangeHash(sha256, nodes, middle, end) : rangeHash(sha256, nodes, begin, middle));
    [begin, end, rest] = goLeft ? [begin, middle, rest] : [middle, end, rest - (middle - begin)];
  }
  if (begin > 0) proof.push(rangeHash(sha256, nodes, begin, end));
  return complete(proof.toReversed());
}

/** The root of the tree over the leaves from `begin` up to `end`; `begin` is where a subtree of at least that length begins. Null when a hash is missing. */
export function rangeHash(sha256: Sha256, nodes: TreeNodes, begin: number, end: number): Uint8Array | null {
  const length = end - begin;
  if (length <= 0) return sha256(new Uint8Array(0));
  if (length === largestPower(length)) return nodes(Math.log2(length), begin / length);
  const middle = begin + splitOf(length);
  const left = rangeHash(sha256, nodes, begin, middle);
  const right = rangeHash(sha256, nodes, middle, end);
  return left === null || right === null ? null : nodeHash(sha256, left, right);
}

/** The largest power of two below a length of at least 2. */
function splitOf(length: number): number {
  return largestPower(length - 1);
}

function complete(proof: readonly (Uint8Array | null)[]): readonly Uint8Array[] | null {
  const found = proof.filter((hash) => hash !== null);
  return found.length === proof.length ? found : null;
}
