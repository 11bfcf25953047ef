import { isSameBytes } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import { areHashes, nodeHash } from "./hash.ts";

/** A proof that a leaf stands at an index of the tree with a size and root. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  /** From the leaf's sibling up to the root's child. */
  readonly proof: readonly Uint8Array[];
}

/** Tells whether a proof of inclusion holds (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(sha256: Sha256, { index, size, leaf, root, proof }: Inclusion): boolean {
  if (index < 0 || index >= size || proof.length > MOST_HASHES || !areHashes(leaf, root, ...proof)) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    const isRight = node % 2 === 1 || node === last;
    hash = isRight ? nodeHash(sha256, sibling, hash) : nodeHash(sha256, hash, sibling);
    if (isRight) [node, last] = skipToRight(node, last);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && isSameBytes(hash, root);
}

/** No tree whose size a number holds exactly has longer paths. */
export const MOST_HASHES = 64;

/** Past the levels on which a node at the right edge has no sibling. */
export function skipToRight(node: number, last: number): readonly [number, number] {
  let [at, end] = [node, last];
  while (at % 2 === 0 && at !== 0) [at, end] = [at / 2, Math.floor(end / 2)];
  return [at, end];
}
