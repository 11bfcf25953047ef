/** Standard Base 64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(""));
}

/** More arguments than this may not fit on the stack of a call. */
const CHUNK = 8192;

/** The bytes of standard Base 64, or null for any other text: no white space, no missing padding, no spare bits. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = decode(text);
  return bytes !== null && toBase64(bytes) === text ? bytes : null;
}

/** Base 64 for URLs without padding (RFC 4648 section 5), as SD-JWT writes disclosures. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of Base 64 for URLs without padding, or null for any other text. */
export function fromBase64Url(text: string): Uint8Array | null {
  const bytes = decode(text.replaceAll("-", "+").replaceAll("_", "/"));
  return bytes !== null && toBase64Url(bytes) === text ? bytes : null;
}

function decode(text: string): Uint8Array | null {
  try {
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
    return bytes;
  } catch {
    return null;
  }
}
