/** A stretch of a JSON text, by byte offsets, `end` exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A member of an object: its name as written, and where its value lies. */
export interface MemberRange extends ByteRange {
  readonly name: string;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The members of the object at `at`, without reading what is in them; none when there is no object. The bytes must be well-formed JSON for the
 * ranges to mean anything, but any bytes are scanned safely.
 */
export function* membersAt(bytes: Uint8Array, at: number): Generator<MemberRange> {
  const open = skipSpace(bytes, at);
  if (bytes[open] !== OPEN_OBJECT) return;
  let cursor = skipSpace(bytes, open + 1);
  while (bytes[cursor] === QUOTE) {
    const nameEnd = stringEnd(bytes, cursor);
    const colon = skipSpace(bytes, nameEnd);
    if (bytes[colon] !== COLON) return;
    const start = skipSpace(bytes, colon + 1);
    const end = valueEnd(bytes, start);
    yield { name: stringAt(bytes, cursor, nameEnd), start, end };
    const next = skipSpace(bytes, end);
    if (bytes[next] !== COMMA) return;
    cursor = skipSpace(bytes, next + 1);
  }
}

/** The elements of the array at `at`; none when there is no array. */
export function* elementsAt(bytes: Uint8Array, at: number): Generator<ByteRange> {
  const open = skipSpace(bytes, at);
  if (bytes[open] !== OPEN_LIST) return;
  let cursor = skipSpace(bytes, open + 1);
  while (cursor < bytes.length && bytes[cursor] !== CLOSE_LIST) {
    const end = valueEnd(bytes, cursor);
    if (end === cursor) return;
    yield { start: cursor, end };
    const next = skipSpace(bytes, end);
    if (bytes[next] !== COMMA) return;
    cursor = skipSpace(bytes, next + 1);
  }
}

/** Where the text begins: behind a byte order mark, if there is one. */
export function textStart(bytes: Uint8Array): number {
  return BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at])) at++;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Past the value at `from`: a string, everything between brackets, whatever their kind, or else all up to a comma, a bracket or white space. */
function valueEnd(bytes: Uint8Array, from: number): number {
  if (bytes[from] === QUOTE) return stringEnd(bytes, from);
  if (bytes[from] === OPEN_LIST || bytes[from] === OPEN_OBJECT) return bracketsEnd(bytes, from);
  let at = from;
  while (at < bytes.length && bytes[at] !== COMMA && !isClosing(bytes[at]) && !isSpace(bytes[at])) at++;
  return at;
}

function bracketsEnd(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = stringEnd(bytes, at) - 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
    else if (isClosing(byte) && --depth === 0) return at + 1;
  }
  return bytes.length;
}

function isClosing(byte: number | undefined): boolean {
  return byte === CLOSE_LIST || byte === CLOSE_OBJECT;
}

/** Past the closing quote of the string at `from`. */
function stringEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  return bytes.length;
}

function stringAt(bytes: Uint8Array, start: number, end: number): string {
  const text = new TextDecoder().decode(bytes.subarray(start, end));
  try {
    const name: unknown = JSON.parse(text);
    return String(name);
  } catch {
    return text.slice(1, -1);
  }
}
