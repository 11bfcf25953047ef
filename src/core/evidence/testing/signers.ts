import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { nodeCrypto } from "#adapters/signers";
import { formatKey, verifierKey, type KeyType } from "../notes/index.ts";
import type { Signer } from "../ports.ts";

/** A key that signs at once. */
export interface TestSigner extends Signer {
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A key that is the same in every run: its seed is one byte, repeated. */
export function testSigner(name: string, seed: number): TestSigner {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  const key = createPrivateKey({ key: Buffer.concat([prefix, Buffer.alloc(32, seed)]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return { name, publicKey: new Uint8Array(spki.subarray(-32)), sign: (message) => sign(null, message, key) };
}

/** The text form of a signer's public key. */
export function vkeyOf({ name, publicKey }: Signer, type: KeyType = "ed25519"): string {
  return formatKey(verifierKey(nodeCrypto.sha256, name, type, publicKey));
}
