import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A new key, as base64url. */
export function newBoxKey(): string {
  return randomBytes(KEY_BYTES).toString("base64url");
}

/** Encrypts a text with AES-256-GCM under a random nonce, so that it opens under the same label alone: base64url of nonce, ciphertext and tag. */
export function closeBox(key: string, label: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, Buffer.from(key, "base64url"), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(label));
  const parts = [nonce, cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat([...parts, cipher.getAuthTag()]).toString("base64url");
}

/** The text in a box, or null where key, label or box are not those with which it was closed. */
export function openBox(key: string, label: string, box: string): string | null {
  const bytes = Buffer.from(box, "base64url");
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, Buffer.from(key, "base64url"), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(label));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
