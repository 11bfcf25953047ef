import { fromBase64, parseDecimal, toBase64, utf8 } from "../bytes/index.ts";
import { HASH_LENGTH, type TreeHead } from "../merkle/index.ts";
import type { Sha256, Signer } from "../ports.ts";
import { verifierKey } from "./keys.ts";
import { formatNote, parseNote, signedBytes, type Note, type NoteSignature } from "./note.ts";

/** A signed statement of a log about its tree (C2SP tlog-checkpoint); nothing about it is verified. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  readonly note: Note;
}

/** The checkpoint in some bytes, or null for bytes that are none. Lines after the root are kept in the note, and mean nothing. */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint | null {
  const note = parseNote(bytes);
  if (note === null) return null;
  const [origin = "", sizeLine = "", rootLine = "", ...extensions] = note.text.slice(0, -1).split("\n");
  const [size, root] = [parseDecimal(sizeLine), fromBase64(rootLine)];
  if (origin === "" || size === null || root?.length !== HASH_LENGTH || extensions.includes("")) return null;
  return { origin, size, root, note };
}

/** The lines of a checkpoint that are signed. */
function checkpointText(origin: string, { size, root }: TreeHead): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** A checkpoint signed by each of some keys: one, or while a key is being replaced both. */
export async function signCheckpoint(
  sha256: Sha256,
  signers: readonly Signer[],
  origin: string,
  head: TreeHead,
): Promise<string> {
  const note: Note = { text: checkpointText(origin, head), signatures: [] };
  const signatures = await Promise.all(signers.map((signer) => signNote(sha256, signer, note)));
  return formatNote({ ...note, signatures });
}

async function signNote(sha256: Sha256, signer: Signer, note: Note): Promise<NoteSignature> {
  const { name, id } = verifierKey(sha256, signer.name, "ed25519", signer.publicKey);
  return { name, keyId: id, signature: await signer.sign(signedBytes(note)) };
}

/** A note with one signature more at its end. */
export function addSignature(note: Note, signature: NoteSignature): Note {
  return { text: note.text, signatures: [...note.signatures, signature] };
}

/** Bytes of a checkpoint's text form. */
export function checkpointBytes(checkpoint: Checkpoint): Uint8Array {
  return utf8(formatNote(checkpoint.note));
}
