import { isSameBytes } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import { areHashes, nodeHash } from "./hash.ts";
import { MOST_HASHES, skipToRight } from "./inclusion.ts";
import { largestPower } from "./powers.ts";

/** What a checkpoint says of a tree. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Tells whether a proof shows that the tree `older` is a beginning of the tree `newer` (RFC 9162 section 2.1.4.2).
 *
 * An empty tree is a beginning of every tree, for which no proof exists: it is answered with false.
 */
export function verifyConsistency(
  sha256: Sha256,
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (older.size < 1 || older.size > newer.size || proof.length > MOST_HASHES) return false;
  if (older.size === newer.size) return proof.length === 0 && isSameBytes(older.root, newer.root);
  if (!areHashes(older.root, newer.root, ...proof)) return false;
  return climb(sha256, older, newer, proof);
}

function climb(sha256: Sha256, older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  const [first, ...rest] = older.size === largestPower(older.size) ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [node, last] = skipOdd(older.size - 1, newer.size - 1);
  let [oldRoot, newRoot] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldRoot = nodeHash(sha256, hash, oldRoot);
      newRoot = nodeHash(sha256, hash, newRoot);
      [node, last] = skipToRight(node, last);
    } else newRoot = nodeHash(sha256, newRoot, hash);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && isSameBytes(oldRoot, older.root) && isSameBytes(newRoot, newer.root);
}

function skipOdd(node: number, last: number): readonly [number, number] {
  let [at, end] = [node, last];
  while (at % 2 === 1) [at, end] = [Math.floor(at / 2), Math.floor(end / 2)];
  return [at, end];
}
