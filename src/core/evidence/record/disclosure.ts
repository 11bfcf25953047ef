import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import { encodeCanonical, isJsonList, type Json } from "./canonical.ts";

/** A value that stands outside the log, so that it can be erased: the log holds only the digest of it with its salt. */
export interface Disclosure {
  readonly name: string;
  readonly value: Json;
}

/** No disclosure is read that is longer. */
const MAX_DISCLOSURE_CHARACTERS = 1_048_576;

const SALT_BYTES = 16;

/**
 * Writes a disclosure as SD-JWT does (RFC 9901): base64url of `[salt, name, value]`. The salt must be 16 random bytes that are used once, for
 * without them a value could be guessed from its digest after it was erased. Null for a value without canonical form, or another salt.
 */
export function sealDisclosure({ name, value }: Disclosure, salt: Uint8Array): string | null {
  const bytes = salt.length === SALT_BYTES ? encodeCanonical([toBase64Url(salt), name, value]) : null;
  return bytes === null ? null : toBase64Url(bytes);
}

/** The digest of a disclosure, as it stands in a record. */
export function disclosureDigest(sha256: Sha256, sealed: string): string {
  return toBase64Url(sha256(utf8(sealed)));
}

/** What a disclosure says, or null for a text that is none. */
export function openDisclosure(sealed: string): Disclosure | null {
  if (sealed.length > MAX_DISCLOSURE_CHARACTERS) return null;
  const bytes = fromBase64Url(sealed);
  const parts = parse((bytes === null ? null : fromUtf8(bytes)) ?? "");
  const [salt, name, value, ...more] = isJsonList(parts) ? parts : [];
  if (typeof salt !== "string" || typeof name !== "string" || value === undefined || more.length > 0) return null;
  return (fromBase64Url(salt)?.length ?? 0) >= SALT_BYTES ? { name, value } : null;
}

function parse(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
