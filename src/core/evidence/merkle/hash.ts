import type { Sha256 } from "../ports.ts";

/** What is hashed is put together here, because a log hashes three times for each record; it is used up before anybody else gets a turn. */
const input: Uint8Array = new Uint8Array(1 + 65_536);

/** The hash of a leaf: SHA-256 of 0x00 and the entry (RFC 6962 section 2.1). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const whole = entry.length < input.length ? input.subarray(0, entry.length + 1) : new Uint8Array(entry.length + 1);
  whole[0] = 0;
  whole.set(entry, 1);
  return sha256(whole);
}

/** The hash of an inner node: SHA-256 of 0x01 and its two children (RFC 6962 section 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const whole = input.subarray(0, 1 + left.length + right.length);
  whole[0] = 1;
  whole.set(left, 1);
  whole.set(right, 1 + left.length);
  return sha256(whole);
}

/** The bytes of every hash in a tree. */
export const HASH_LENGTH = 32;

/** Tells whether these are hashes by their length: of other lengths, two pairs could hash to the same parent. */
export function areHashes(...values: readonly Uint8Array[]): boolean {
  return values.every(({ length }) => length === HASH_LENGTH);
}

/** The root of a complete subtree from its nodes at one level; their number is a power of two. */
export function foldComplete(sha256: Sha256, nodes: readonly Uint8Array[]): Uint8Array {
  let level = nodes;
  while (level.length > 1) level = pairUp(sha256, level);
  return level[0] ?? sha256(new Uint8Array(0));
}

function pairUp(sha256: Sha256, nodes: readonly Uint8Array[]): readonly Uint8Array[] {
  const parents: Uint8Array[] = [];
  for (let at = 0; at + 1 < nodes.length; at += 2) {
    const [left, right] = [nodes[at], nodes[at + 1]];
    if (left !== undefined && right !== undefined) parents.push(nodeHash(sha256, left, right));
  }
  return parents;
}

/** The root of a whole tree from the roots of its complete subtrees, the largest first; the hash of nothing for an empty tree. */
export function foldRoots(sha256: Sha256, roots: readonly Uint8Array[]): Uint8Array {
  const [last, ...others] = roots.toReversed();
  if (last === undefined) return sha256(new Uint8Array(0));
  return others.reduce((right, left) => nodeHash(sha256, left, right), last);
}
