/** The text that base64 of either alphabet stands for; null for what is no base64, and for what is no text. */
export function decodeBase64(text: string): string | null {
  const bytes = bytesOf(text);
  if (bytes === null) return null;
  return (bytes.some(isControl) ? null : textOf(bytes, "utf-8")) ?? (isWide(bytes) ? textOf(bytes, "utf-16le") : null);
}

/** Null for what is no base64. */
function bytesOf(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Of what stands in no text; nearly all bytes that are none have such, and need not be tried, which throws. */
function isControl(byte: number): boolean {
  return byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b;
}

function textOf(bytes: Uint8Array, encoding: "utf-8" | "utf-16le"): string | null {
  try {
    const decoded = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\u{0}-\u{8}\u{E}-\u{1A}\u{1C}-\u{1F}]/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

/** Whether every second byte is zero, as in UTF-16 of ASCII: what PowerShell takes. */
function isWide(bytes: Uint8Array): boolean {
  return bytes.length % 2 === 0 && bytes.every((byte, at) => at % 2 === 0 || byte === 0);
}

export function encodeBase64(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
