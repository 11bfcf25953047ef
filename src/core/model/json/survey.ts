/**
 * What must be known of one JSON value in a text before the engine's own parser may be trusted with it.
 *
 * `end` is the offset past the value. `keys` counts the colons outside strings, which is the number of keys written. `delicate` tells that a
 * number stands in it which a JavaScript number cannot represent: an integer beyond 2^53, an integral double such as `1.0`, or `-0`.
 */
export interface JsonSurvey {
  readonly end: number;
  readonly depth: number;
  readonly keys: number;
  readonly delicate: boolean;
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
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

/**
 * Looks once over the value that begins at `start` in UTF-8 text, without building anything. Any bytes are looked over safely, but the answer
 * means nothing when they are not JSON.
 */
export function surveyJson(bytes: Uint8Array, start: number): JsonSurvey {
  const first = bytes[start];
  if (first === OPEN_OBJECT || first === OPEN_LIST) return surveyBrackets(bytes, start);
  const end = first === QUOTE ? stringEnd(bytes, start) : scalarEnd(bytes, start);
  return { end, depth: 0, keys: 0, delicate: startsNumber(first) && isDelicate(bytes, start, end) };
}

/** Past the closing quote of the string that opens at `start`; the length of the text when it never closes. */
export function stringEnd(bytes: Uint8Array, start: number, length: number = bytes.length): number {
  for (let at = start + 1; at < length; at++) {
    const code = bytes[at];
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at++;
  }
  return length;
}

/** The first offset from `start` on that is no white space. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at++;
  return at;
}

function isSpace(code: number | undefined): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** What a byte outside strings means to a survey, by its code, as the numbers that `surveyBrackets` tells apart; 0 when it means nothing. */
const MEANING: Uint8Array = new Uint8Array(256);
MEANING[OPEN_OBJECT] = MEANING[OPEN_LIST] = 1;
MEANING[CLOSE_OBJECT] = MEANING[CLOSE_LIST] = 2;
MEANING[QUOTE] = 3;
MEANING[COLON] = 4;
MEANING.fill(5, ZERO, NINE + 1)[MINUS] = 5;

/** Everything between two brackets, whatever their kind. */
function surveyBrackets(bytes: Uint8Array, start: number): JsonSurvey {
  let [depth, deepest, keys, delicate, at] = [0, 0, 0, false, start];
  // A large plan has tens of millions of strings: asking each time how long the text is takes longer than all else that a string needs.
  const { length } = bytes;
  while (at < length) {
    const begin = at++;
    switch (MEANING[bytes[begin] ?? 0]) {
      case 1:
        if (++depth > deepest) deepest = depth;
        break;
      case 2:
        if (--depth === 0) return { end: at, depth: deepest, keys, delicate };
        break;
      case 3:
        at = stringEnd(bytes, begin, length);
        break;
      case 4:
        keys++;
        break;
      case 5:
        at = numberEnd(bytes, begin);
        delicate ||= isDelicate(bytes, begin, at);
    }
  }
  return { end: length, depth: deepest, keys, delicate };
}

function isClosing(code: number | undefined): boolean {
  return code === CLOSE_OBJECT || code === CLOSE_LIST;
}

/** Up to a comma, a closing bracket or white space. */
function scalarEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== COMMA && !isClosing(bytes[at]) && !isSpace(bytes[at])) at++;
  return at;
}

function numberEnd(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (isNumberPart(bytes[end])) end++;
  return end;
}

function startsNumber(code: number | undefined): boolean {
  return code !== undefined && code <= NINE && (code >= ZERO || code === MINUS);
}

function isNumberPart(code: number | undefined): boolean {
  return startsNumber(code) || isFractionMark(code) || code === PLUS;
}

function isFractionMark(code: number | undefined): boolean {
  return code === DOT || code === LOWER_E || code === UPPER_E;
}

const SAFE_DIGITS = 15;

function isDelicate(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start === 1) return false;
  if (bytes[start] === MINUS && bytes[start + 1] === ZERO) return true;
  for (let at = start + 1; at < end; at++) {
    if (isFractionMark(bytes[at])) return !isFractional(numberAt(bytes, start, end));
  }
  return end - start > SAFE_DIGITS && !Number.isSafeInteger(numberAt(bytes, start, end));
}

function numberAt(bytes: Uint8Array, start: number, end: number): number {
  return Number(new TextDecoder().decode(bytes.subarray(start, end)));
}

function isFractional(value: number): boolean {
  return Number.isFinite(value) && !Number.isInteger(value);
}
