/**
 * What must be known of a JSON text before the engine's own parser may be trusted with it.
 *
 * `keys` counts the colons outside strings, which is the number of keys written. `delicate` tells that a number stands in it which a
 * JavaScript number cannot represent: an integer beyond 2^53, an integral double such as `1.0`, or `-0`.
 */
export interface JsonSurvey {
  readonly depth: number;
  readonly keys: number;
  readonly delicate: boolean;
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const UPPER_E = 0x45;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const LOWER_E = 0x65;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Looks over a text once, without building anything. The answer means nothing when the text is not JSON. */
export function surveyJson(text: string): JsonSurvey {
  let depth = 0;
  let deepest = 0;
  let keys = 0;
  let delicate = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
    } else if (code === COLON) {
      keys++;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (++depth > deepest) deepest = depth;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      depth--;
    } else if (startsNumber(code)) {
      const end = numberEnd(text, at);
      delicate ||= isDelicate(text, at, end);
      at = end - 1;
    }
  }
  return { depth: deepest, keys, delicate };
}

/** The offset of the closing quote of the string that opens at `start`; the length of the text when it never closes. */
export function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (quote - first) % 2 === 1;
}

function numberEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && isNumberPart(text.charCodeAt(end))) end++;
  return end;
}

function startsNumber(code: number): boolean {
  return code === MINUS || (code >= ZERO && code <= NINE);
}

function isNumberPart(code: number): boolean {
  if (code >= ZERO && code <= NINE) return true;
  return code === DOT || code === LOWER_E || code === UPPER_E || code === PLUS || code === MINUS;
}

const SAFE_DIGITS = 15;

function isDelicate(text: string, start: number, end: number): boolean {
  if (end - start === 1) return false;
  if (text.charCodeAt(start) === MINUS && text.charCodeAt(start + 1) === ZERO) return true;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT || code === LOWER_E || code === UPPER_E) return !isFractional(Number(text.slice(start, end)));
  }
  return end - start > SAFE_DIGITS && !Number.isSafeInteger(Number(text.slice(start, end)));
}

function isFractional(value: number): boolean {
  return Number.isFinite(value) && !Number.isInteger(value);
}
