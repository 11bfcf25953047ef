import { concat, uint64, utf8 } from "../bytes/index.ts";
import type { Sha256, Signer } from "../ports.ts";
import { verifierKey } from "./keys.ts";
import type { Note, NoteSignature } from "./note.ts";

/** What a witness signs: its time in seconds since 1970, and the whole text of the checkpoint (C2SP tlog-cosignature, `cosignature/v1`). */
export function cosignedBytes(note: Note, timeSeconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${timeSeconds}\n${note.text}`);
}

/** The signature of a witness under a checkpoint. A witness calls it only after it has seen that the tree grew from what it signed before. */
export async function cosign(sha256: Sha256, witness: Signer, note: Note, timeSeconds: number): Promise<NoteSignature> {
  const { name, id } = verifierKey(sha256, witness.name, "cosignature", witness.publicKey);
  const signature = await witness.sign(cosignedBytes(note, timeSeconds));
  return { name, keyId: id, signature: concat(uint64(timeSeconds), signature) };
}

/** The time and the bare signature in what a witness put under a note, or null when it is not of that form. */
export function parseCosignature(
  signature: Uint8Array,
): { readonly timeSeconds: number; readonly signature: Uint8Array } | null {
  if (signature.length !== 72) return null;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { timeSeconds: Number(time), signature: signature.slice(8) };
}
