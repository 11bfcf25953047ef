export { addSignature, checkpointBytes, parseCheckpoint, signCheckpoint, type Checkpoint } from "./checkpoint.ts";
export { cosign } from "./cosignature.ts";
export { formatKey, isSmallOrder, parseKey, verifierKey, type KeyType, type VerifierKey } from "./keys.ts";
export {
  formatNote,
  isKeyName,
  NOTE_LIMITS,
  parseNote,
  signatureLine,
  signedBytes,
  type Note,
  type NoteSignature,
} from "./note.ts";
export { parsePolicy, type TrustPolicy } from "./policy.ts";
export { verifyNote } from "./verify-note.ts";
