const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]));

/** Standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) parts.push(encodeGroup(bytes, at));
  return parts.join("");
}

function encodeGroup(bytes: Uint8Array, at: number): string {
  const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const letters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63)).join("");
  const present = Math.min(3, bytes.length - at) + 1;
  return letters.slice(0, present).padEnd(4, "=");
}

/** The bytes of standard base64, with or without padding; line breaks are skipped, as in Go. `undefined` when it is not base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/[\r\n]/g, "");
  const letters = compact.replace(/={1,2}$/, "");
  const isPadded = letters.length < compact.length;
  if (letters.length % 4 === 1 || (isPadded && compact.length % 4 !== 0)) return undefined;
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let bits = 0;
  for (let at = 0; at < letters.length; at++) {
    const digit = DIGITS.get(letters.charAt(at));
    if (digit === undefined) return undefined;
    bits = ((bits << 6) | digit) & 0xffffff;
    const letter = at % 4;
    if (letter > 0) bytes[(at >> 2) * 3 + letter - 1] = bits >> (6 - 2 * letter);
  }
  return bytes;
}
