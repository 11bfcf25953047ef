import { isSameBytes } from "../bytes/index.ts";
import { verifyConsistency, type TreeHead } from "../merkle/index.ts";
import { verifyNote, type Checkpoint, type Note, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto, Sha256 } from "../ports.ts";
import type { AddCheckpoint } from "./request.ts";

/** Whether a checkpoint was signed by its log: the note with the signatures that were verified alone, or why it is not believed. */
export type Origin =
  | { readonly kind: "trusted"; readonly note: Note }
  | { readonly kind: "unknown-log" }
  | { readonly kind: "untrusted" };

/** Looks for a log's trusted signature under a checkpoint. Signatures of unknown keys are ignored; a wrong one of a known key makes the note worthless. */
export async function judgeOrigin(
  { verifyEd25519 }: EvidenceCrypto,
  keys: readonly VerifierKey[],
  { origin, note }: Checkpoint,
): Promise<Origin> {
  const own = keys.filter(({ name }) => name === origin);
  if (own.length === 0) return { kind: "unknown-log" };
  const signed = await verifyNote(verifyEd25519, note, own);
  if (signed.length === 0 || signed.some(({ valid }) => !valid)) return { kind: "untrusted" };
  const isOwn = ({ name, keyId }: Note["signatures"][number]): boolean =>
    own.some((key) => key.name === name && key.id === keyId);
  return { kind: "trusted", note: { text: note.text, signatures: note.signatures.filter(isOwn) } };
}

/** What a request means beside what was signed last. */
export type Growth = "grows" | "shrinks" | "conflicts" | "inconsistent";

/** Compares a checkpoint with the newest one that was signed (null: none yet), in the order in which C2SP tlog-witness wants it. */
export function judgeGrowth(sha256: Sha256, request: AddCheckpoint, latest: TreeHead | null): Growth {
  const { oldSize, checkpoint } = request;
  if (oldSize > checkpoint.size) return "shrinks";
  if (oldSize !== (latest?.size ?? 0)) return "conflicts";
  return isConsistent(sha256, request, latest) ? "grows" : "inconsistent";
}

function isConsistent(sha256: Sha256, { proof, checkpoint }: AddCheckpoint, latest: TreeHead | null): boolean {
  if (checkpoint.size === 0 && !isSameBytes(checkpoint.root, sha256(new Uint8Array(0)))) return false;
  // The empty tree is a beginning of every tree, and no proof of that exists.
  if (latest === null || latest.size === 0) return proof.length === 0;
  return verifyConsistency(sha256, latest, checkpoint, proof);
}
