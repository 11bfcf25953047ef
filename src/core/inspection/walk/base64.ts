/** The text that base64 of either alphabet stands for; null for what is no base64, and for what is no text. */
export function decodeBase64(text: string): string | null {
  const bytes = bytesOf(text);
  if (bytes === null) return null;
  // Nearly all bytes that are no text have such among them, and need not be tried, which throws.
  if (!bytes.some(isControl)) return textOf(bytes, "utf-8");
  return isWide(bytes) ? textOf(bytes, "utf-16le") : null;
}

/** Null for what is no base64. */
function bytesOf(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Of what stands in no text. */
function isControl(byte: number): boolean {
  return byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b;
}

function textOf(bytes: Uint8Array, encoding: "utf-8" | "utf-16le"): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether every second byte is zero, as in UTF-16 of ASCII: what PowerShell takes. */
function isWide(bytes: Uint8Array): boolean {
  return bytes.length % 2 === 0 && bytes.every((byte, at) => (at % 2 === 0 ? !isControl(byte) : byte === 0));
}

export function encodeBase64(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
