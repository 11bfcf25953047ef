import type { VerifyEd25519 } from "../ports.ts";
import { cosignedBytes, parseCosignature } from "./cosignature.ts";
import type { VerifierKey } from "./keys.ts";
import { signedBytes, type Note, type NoteSignature } from "./note.ts";

/** What a trusted key's signature under a note turned out to be. Only a witness tells a time. */
export interface Signed {
  readonly key: VerifierKey;
  readonly valid: boolean;
  readonly timeSeconds: number | null;
}

/** The signatures under a note that claim to be of one of these keys, each verified; all others are ignored, as the specification demands. */
export async function verifyNote(
  verify: VerifyEd25519,
  note: Note,
  keys: readonly VerifierKey[],
): Promise<readonly Signed[]> {
  const signed: Signed[] = [];
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.keyId);
    if (key !== undefined) signed.push(await verifyOne(verify, note, key, signature));
  }
  return signed;
}

async function verifyOne(
  verify: VerifyEd25519,
  note: Note,
  key: VerifierKey,
  { signature }: NoteSignature,
): Promise<Signed> {
  if (key.type === "ed25519")
    return { key, valid: await verify(key.publicKey, signedBytes(note), signature), timeSeconds: null };
  const parts = parseCosignature(signature);
  if (parts === null) return { key, valid: false, timeSeconds: null };
  const message = cosignedBytes(note, parts.timeSeconds);
  return { key, valid: await verify(key.publicKey, message, parts.signature), timeSeconds: parts.timeSeconds };
}
