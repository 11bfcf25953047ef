import { leafHash, verifyInclusion } from "../merkle/index.ts";
import type { EvidenceCrypto } from "../ports.ts";
import type { TlogProof } from "../proofs/index.ts";
import type { Problem } from "./problem.ts";
import { verifyVouchers } from "./signatures.ts";
import type { Trust } from "./trust.ts";

/**
 * Verifies that an entry stands in a log, from a receipt alone: no other file is needed.
 *
 * `time` is when the record was written, in milliseconds, or null when that does not matter. No problem means that the entry is in the log.
 */
export async function verifyReceipt(
  crypto: EvidenceCrypto,
  trust: Trust,
  { index, hashes, checkpoint }: TlogProof,
  { bytes, time }: { readonly bytes: Uint8Array; readonly time: number | null },
): Promise<readonly Problem[]> {
  const { problems } = await verifyVouchers(crypto, trust, checkpoint, time);
  const { size, root } = checkpoint;
  const leaf = leafHash(crypto.sha256, bytes);
  const stands = verifyInclusion(crypto.sha256, { index, size, leaf, root, proof: hashes });
  if (stands) return problems;
  return [
    ...problems,
    { code: "receipt-wrong", index, message: `The receipt does not prove that record ${index} is in the log` },
  ];
}
