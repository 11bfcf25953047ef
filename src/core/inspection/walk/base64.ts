/** A text of base64 within another text. */
export interface Encoded {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** A shorter run is a word. */
const SHORTEST = 24;
const RUN = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/=_-])/g;
const WRAPPED = /^(?:[A-Za-z0-9+/]{60,76}\r?\n){1,}[A-Za-z0-9+/]{1,76}={0,2}\s{0,4}$/;

/** What of a text is base64 of a text that people can read. */
export function* lookEncoded(text: string): Generator<Encoded> {
  if (text.length < SHORTEST) return;
  const whole = WRAPPED.test(text) ? decodeBase64(text) : null;
  if (whole !== null) {
    yield { start: 0, end: text.length, decoded: whole };
    return;
  }
  for (const { index, 0: run } of text.matchAll(RUN)) {
    const decoded = decodeBase64(run);
    if (decoded !== null) yield { start: index, end: index + run.length, decoded };
  }
}

/** The text that base64 of either alphabet stands for; null for what is no base64, and for what is no text. */
export function decodeBase64(text: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    const decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\u{0}-\u{8}\u{E}-\u{1A}\u{1C}-\u{1F}]/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

export function encodeBase64(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
