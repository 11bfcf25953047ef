const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A text as UTF-8. Short texts share a buffer, because memory of its own for each costs more than the encoding. */
export function utf8(text: string): Uint8Array {
  const most = text.length * 3;
  if (most > SHARED_BYTES / 4) return ENCODER.encode(text);
  if (most > shared.length) shared = new Uint8Array(SHARED_BYTES);
  const { written } = ENCODER.encodeInto(text, shared);
  const bytes = shared.subarray(0, written);
  shared = shared.subarray(written);
  return bytes;
}

const SHARED_BYTES = 64 * 1024;
/** What is left of the buffer that short texts share; nothing of it is given out twice. */
let shared: Uint8Array = new Uint8Array(0);

/** The text of UTF-8 bytes, or null when they are not well-formed. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}

/** Lower-case hex, two digits for each byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Tells whether two sequences hold the same bytes. Not for secrets: it takes longer the more they have in common. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** A number that fits 64 bits as eight bytes, the highest first. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** A decimal without leading zeros that a JavaScript number holds exactly, or null. */
export function parseDecimal(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
