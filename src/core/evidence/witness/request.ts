import { concat, fromBase64, fromUtf8, parseDecimal, toBase64, utf8 } from "../bytes/index.ts";
import { HASH_LENGTH } from "../merkle/index.ts";
import { NOTE_LIMITS, parseCheckpoint, type Checkpoint } from "../notes/index.ts";

/** What a log asks of a witness: to sign a checkpoint that grew from the one of `oldSize`, which the witness signed last (C2SP tlog-witness, `add-checkpoint`). */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
}

/** The most lines of a proof that a client may send. */
const MOST_PROOF_LINES = 63;

/** No request is read that is longer: a first line, the longest proof, and the longest note. */
export const MAX_REQUEST_BYTES: number = 32 + MOST_PROOF_LINES * 45 + NOTE_LIMITS.bytes;

/** The request in some bytes, or null for bytes that are none. */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint | null {
  const end = bytes.length > MAX_REQUEST_BYTES ? -1 : endOfHead(bytes);
  const head = end < 0 ? null : fromUtf8(bytes.subarray(0, end));
  if (head === null) return null;
  const [first = "", ...lines] = head.split("\n");
  const oldSize = first.startsWith("old ") ? parseDecimal(first.slice(4)) : null;
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_LENGTH);
  const checkpoint = parseCheckpoint(bytes.slice(end + 2));
  if (oldSize === null || checkpoint === null || lines.length > MOST_PROOF_LINES) return null;
  const hashes = proof.filter((hash) => hash !== null);
  return hashes.length === lines.length ? { oldSize, proof: hashes, checkpoint } : null;
}

/** Where the empty line stands that ends the proof. */
function endOfHead(bytes: Uint8Array): number {
  const newline = 0x0a;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1))
    if (bytes[at + 1] === newline) return at;
  return -1;
}

/** The bytes of a request; `note` is a signed checkpoint. */
export function formatAddCheckpoint(oldSize: number, proof: readonly Uint8Array[], note: string): Uint8Array {
  return concat(utf8(`old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n`), utf8(note));
}
