import type { Position } from "#core/diagnostics";

/** Turns byte offsets of UTF-8 text into positions, which count UTF-16 code units. */
export type BytePositions = (byte: number) => Position;

const STRIDE = 1 << 12;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Creates the positions of one text whose first character lies at `start`.
 *
 * It remembers a position for every 4 KiB that it has passed, so that many look-ups walk a long text once, and no text is kept.
 */
export function createBytePositions(bytes: Uint8Array, start: number): BytePositions {
  const passed: Position[] = [{ offset: 0, line: 1, column: 1 }];
  return (byte) => {
    const target = Math.max(0, Math.min(byte, bytes.length) - start);
    const stride = Math.floor(target / STRIDE);
    for (let known = passed.length; known <= stride; known++) {
      passed.push(walk(bytes, { from: start + (known - 1) * STRIDE, to: start + known * STRIDE }, passed[known - 1]));
    }
    return walk(bytes, { from: start + stride * STRIDE, to: start + target }, passed[stride]);
  };
}

function walk(bytes: Uint8Array, { from, to }: { from: number; to: number }, begin: Position | undefined): Position {
  let { offset, line, column } = begin ?? { offset: 0, line: 1, column: 1 };
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    const units = unitsBegunBy(byte);
    offset += units;
    if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED)) {
      line++;
      column = 1;
    } else {
      column += units;
    }
  }
  return { offset, line, column };
}

/** The code units of the character that a byte begins: none for its further bytes, two for one outside the basic plane. */
function unitsBegunBy(byte: number): number {
  if (byte >= 0x80 && byte < 0xc0) return 0;
  return byte >= 0xf0 ? 2 : 1;
}
