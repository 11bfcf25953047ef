import { createPublicKey, hash, verify, type KeyObject } from "node:crypto";
import type { EvidenceCrypto } from "#core/evidence";

/** The cryptography of Node, which is that of OpenSSL. */
export const nodeCrypto: EvidenceCrypto = {
  // Asked for a buffer, Node takes memory of its own for each 32 bytes, which costs more than the hash.
  sha256: (bytes) => Buffer.from(hash("sha256", bytes, "binary"), "binary"),
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
    const key = publicKeyOf(publicKey);
    return key !== null && verify(null, message, key, signature);
  },
};

const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410 section 4). */
export const SPKI_PREFIX: Buffer = Buffer.from("302a300506032b6570032100", "hex");

function publicKeyOf(publicKey: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: "der", type: "spki" });
  } catch {
    return null;
  }
}
