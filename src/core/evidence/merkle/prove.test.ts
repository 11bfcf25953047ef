import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { nodeCrypto } from "#adapters/signers";
import { verifyConsistency } from "./consistency.ts";
import { foldComplete, leafHash, nodeHash } from "./hash.ts";
import { verifyInclusion } from "./inclusion.ts";
import { proveConsistency, proveInclusion, rangeHash, type TreeNodes } from "./prove.ts";

const { sha256 } = nodeCrypto;

function leaves(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => leafHash(sha256, Buffer.from(`entry ${at}`)));
}

function nodesOf(hashes: readonly Uint8Array[]): TreeNodes {
  return (level, index) => {
    const span = hashes.slice(index * 2 ** level, (index + 1) * 2 ** level);
    return span.length === 2 ** level ? foldComplete(sha256, span) : null;
  };
}

/** As RFC 6962 section 2.1 writes it. */
function rootBy(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (hashes.length === 1 && only !== undefined) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(sha256, rootBy(hashes.slice(0, split)), rootBy(hashes.slice(split)));
}

const sizes = fc
  .tuple(fc.nat(300), fc.nat(300))
  .map(([a, b]) => ({ part: Math.min(a, b) + 1, size: Math.max(a, b) + 1 }));

describe("proofs", () => {
  it("of inclusion hold for every leaf, and for no other leaf, index or size", () => {
    fc.assert(
      fc.property(sizes, ({ part, size }) => {
        const hashes = leaves(size);
        const [root, index] = [rootBy(hashes), part - 1];
        const [leaf, other] = [hashes[index] ?? root, leafHash(sha256, Buffer.from("another"))];
        const proof = proveInclusion(sha256, nodesOf(hashes), index, size) ?? [];
        const one = { index, size, leaf, root, proof };
        expect(verifyInclusion(sha256, one)).toBe(true);
        expect(verifyInclusion(sha256, { ...one, leaf: other })).toBe(false);
        expect(verifyInclusion(sha256, { ...one, index: index + size })).toBe(false);
        expect(verifyInclusion(sha256, { ...one, proof: [...proof, leaf] })).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(sha256, { ...one, proof: proof.slice(1) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("of consistency hold for every beginning of a tree, and for no other tree", () => {
    fc.assert(
      fc.property(sizes, ({ part, size }) => {
        const hashes = leaves(size);
        const newer = { size, root: rootBy(hashes) };
        const older = { size: part, root: rootBy(hashes.slice(0, part)) };
        const proof = proveConsistency(sha256, nodesOf(hashes), part, size) ?? [];
        expect(verifyConsistency(sha256, older, newer, proof)).toBe(true);
        const forged = { size: part, root: rootBy([...hashes.slice(0, part - 1), leafHash(sha256, Buffer.from("x"))]) };
        expect(verifyConsistency(sha256, forged, newer, proof)).toBe(false);
        expect(rangeHash(sha256, nodesOf(hashes), 0, part)).toEqual(older.root);
      }),
      { numRuns: 60 },
    );
  });

  it("are not made where a hash is missing", () => {
    expect(proveInclusion(sha256, () => null, 0, 2)).toBeNull();
    expect(proveConsistency(sha256, () => null, 1, 2)).toBeNull();
    expect(proveInclusion(sha256, nodesOf(leaves(2)), 2, 2)).toBeNull();
    expect(proveConsistency(sha256, nodesOf(leaves(2)), 3, 2)).toBeNull();
  });
});
