/** Appends the UTF-8 form of a code point. */
export function pushUtf8(bytes: number[], codePoint: number): void {
  if (codePoint < 0x80) {
    bytes.push(codePoint);
  } else if (codePoint < 0x800) {
    bytes.push(0xc0 | (codePoint >> 6), continuation(codePoint));
  } else if (codePoint < 0x10000) {
    bytes.push(0xe0 | (codePoint >> 12), continuation(codePoint >> 6), continuation(codePoint));
  } else {
    bytes.push(0xf0 | (codePoint >> 18), continuation(codePoint >> 12), continuation(codePoint >> 6));
    bytes.push(continuation(codePoint));
  }
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
