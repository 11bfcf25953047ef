import { fromBase64, fromUtf8, parseDecimal, toBase64, utf8 } from "../bytes/index.ts";
import { HASH_LENGTH, MOST_HASHES } from "../merkle/index.ts";
import { checkpointBytes, parseCheckpoint, type Checkpoint } from "../notes/index.ts";

/** That an entry stands in a log, for somebody who has nothing but this and the keys (C2SP tlog-proof); nothing about it is verified. */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
  /** Not covered by any signature. */
  readonly extra: Uint8Array | null;
}

const FIRST_LINE = "c2sp.org/tlog-proof@v1";

/** No proof is read that is longer. */
export const MAX_PROOF_BYTES = 131_072;

/** A proof as the text of a `.tlog-proof` file. */
export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    FIRST_LINE,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
    "",
  ];
  return `${lines.join("\n")}\n${fromUtf8(checkpointBytes(checkpoint)) ?? ""}`;
}

/** The proof in some bytes, or null for bytes that are none. */
export function parseTlogProof(bytes: Uint8Array): TlogProof | null {
  const text = bytes.length > MAX_PROOF_BYTES ? null : fromUtf8(bytes);
  const split = text?.indexOf("\n\n") ?? -1;
  if (text === null || split < 0) return null;
  const head = parseHead(text.slice(0, split).split("\n"));
  const checkpoint = parseCheckpoint(utf8(text.slice(split + 2)));
  return head === null || checkpoint === null ? null : { ...head, checkpoint };
}

function parseHead([first, ...lines]: readonly string[]): Omit<TlogProof, "checkpoint"> | null {
  const extra = extraOf(lines);
  const [indexLine = "", ...encoded] = extra === null ? lines : lines.slice(1);
  const index = indexLine.startsWith("index ") ? parseDecimal(indexLine.slice("index ".length)) : null;
  const hashes = encoded
    .slice(0, MOST_HASHES)
    .map(fromBase64)
    .filter((hash) => hash !== null);
  const isWhole = hashes.length === encoded.length && hashes.every(({ length }) => length === HASH_LENGTH);
  return first !== FIRST_LINE || !isWhole || extra === undefined || index === null ? null : { index, hashes, extra };
}

/** Null without the line, undefined for a line that is not in Base 64. */
function extraOf([line = ""]: readonly string[]): Uint8Array | null | undefined {
  return line.startsWith("extra ") ? (fromBase64(line.slice("extra ".length)) ?? undefined) : null;
}
