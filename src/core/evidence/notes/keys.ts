import { concat, fromBase64, toBase64, toHex, utf8 } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import { isKeyName } from "./note.ts";

/** What a key signs: notes as they are, or checkpoints that a witness has seen, with the time. */
export const KEY_TYPES = { ed25519: 1, cosignature: 4 } as const;
export type KeyType = keyof typeof KEY_TYPES;

/** A key that verifies notes. The name and the id together tell which signatures are its own. */
export interface VerifierKey {
  readonly name: string;
  readonly id: number;
  readonly type: KeyType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A verifier's key from its parts, with the id that belongs to them. */
export function verifierKey(sha256: Sha256, name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  const hash = sha256(concat(utf8(`${name}\n`), new Uint8Array([KEY_TYPES[type]]), publicKey));
  return { name, id: new DataView(hash.buffer, hash.byteOffset).getUint32(0), type, publicKey };
}

/** The text form of a key, `<name>+<id in hex>+<base64 of type and key>` (C2SP signed-note, verifier keys). */
export function formatKey({ name, id, type, publicKey }: VerifierKey): string {
  const material = concat(new Uint8Array([KEY_TYPES[type]]), publicKey);
  return `${name}+${id.toString(16).padStart(8, "0")}+${toBase64(material)}`;
}

/** The key that a text spells, or null: for another algorithm, for an id that is not the key's, and for a key under which anything verifies. */
export function parseKey(sha256: Sha256, text: string): VerifierKey | null {
  const [, name = "", encoded = ""] = /^([^+]{1,255})\+[0-9a-f]{8}\+(.{1,64})$/u.exec(text) ?? [];
  const material = fromBase64(encoded);
  const type = material === null ? undefined : typeOf(material[0]);
  if (material === null || type === undefined || material.length !== 33 || !isKeyName(name)) return null;
  const key = verifierKey(sha256, name, type, material.slice(1));
  return formatKey(key) === text && !isSmallOrder(key.publicKey) ? key : null;
}

function typeOf(byte: number | undefined): KeyType | undefined {
  return byte === KEY_TYPES.ed25519 ? "ed25519" : byte === KEY_TYPES.cosignature ? "cosignature" : undefined;
}

/**
 * Tells whether a public key is a point of small order, in any of its encodings: such a key accepts signatures that nobody made.
 *
 * The sign bit is left aside, which covers both points with the same y.
 */
export function isSmallOrder(publicKey: Uint8Array): boolean {
  const unsigned = Uint8Array.from(publicKey);
  unsigned[31] = (unsigned[31] ?? 0) & 0x7f;
  return SMALL_ORDER.has(toHex(unsigned));
}

/** y of the points whose order divides 8: 0, 1, p-1, the two of order 8, and the first two once more as p and p+1. */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);
