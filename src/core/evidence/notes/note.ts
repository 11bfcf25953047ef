import { concat, fromBase64, fromUtf8, toBase64, utf8 } from "../bytes/index.ts";

/** One signature under a note: whose it claims to be, and the bytes behind the key's id. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** A text and the signatures under it (C2SP signed-note); nothing about it is verified. */
export interface Note {
  /** With the newline that ends it: these bytes are what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** No note is read that is longer, or has more signatures. */
export const NOTE_LIMITS: { readonly bytes: number; readonly signatures: number } = { bytes: 65_536, signatures: 64 };

/** The parts of a signed note, or null for bytes that are none. */
export function parseNote(bytes: Uint8Array): Note | null {
  if (bytes.length > NOTE_LIMITS.bytes) return null;
  const whole = fromUtf8(bytes);
  // oxlint-disable-next-line no-control-regex
  if (whole === null || /[\u0000-\u0009\u000b-\u001f]/.test(whole) || !whole.endsWith("\n")) return null;
  const split = whole.lastIndexOf("\n\n");
  if (split < 0) return null;
  const lines = whole.slice(split + 2, -1).split("\n");
  if (lines.length > NOTE_LIMITS.signatures) return null;
  const signatures = lines.map(parseSignature).filter((one) => one !== null);
  return signatures.length === lines.length ? { text: whole.slice(0, split + 1), signatures } : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name, encoded, ...more] = line.split(" ");
  if (dash !== "\u2014" || name === undefined || encoded === undefined || more.length > 0) return null;
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length < 5 || !isKeyName(name)) return null;
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.slice(4) };
}

/** Tells whether a text may name a key: it is not empty and has neither spaces nor `+`, nor anything that would not be seen where it is printed. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !/[\s+\p{C}]/u.test(name);
}

/** A note as text. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(signatureLine).join("")}`;
}

/** One signature as the line that stands under a note. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = new Uint8Array(4);
  new DataView(id.buffer).setUint32(0, keyId);
  return `\u2014 ${name} ${toBase64(concat(id, signature))}\n`;
}

/** The bytes that a note's signatures are made over. */
export function signedBytes({ text }: Note): Uint8Array {
  return utf8(text);
}
