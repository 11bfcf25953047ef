import { fromBase64, toBase64 } from "../bytes/index.ts";
import { parseKey, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto } from "../ports.ts";
import type { EvidenceRecord, JsonMap } from "../record/index.ts";
import { preAuthentication } from "./dsse.ts";
import { formatStatement, STATEMENT_TYPE } from "./statement.ts";

/** The key of whoever writes records. It signs at once, so that a record and the signature after it are handed in together. */
export interface EmitterKey {
  /** The public half in the text form of C2SP signed-note. */
  readonly vkey: string;
  sign(message: Uint8Array): Uint8Array;
}

/** Up to where an emitter signs its records: each names the digest of the one before it, so that one signature over the last is over all of them. */
type ChainEnd = Pick<EvidenceRecord, "log" | "emitter" | "sequence" | "previous">;

/** So many records an emitter writes at most before it signs them. */
export const MOST_UNSIGNED = 256;

const PREDICATE_TYPE = "urn:writ:emitter-chain:v1";

/** The body of a record of the kind `signature`, which signs all records of its emitter before it; null where there are none. */
export function signChain(key: EmitterKey, end: ChainEnd): JsonMap | null {
  const message = chainMessage(end);
  return message === null ? null : { key: key.vkey, signature: toBase64(key.sign(message)) };
}

/** What is signed: an in-toto statement about the last record before, in the form of DSSE. */
function chainMessage({ log, emitter, sequence, previous }: ChainEnd): Uint8Array | null {
  const sha256 = previous?.slice("sha256:".length) ?? "";
  if (sequence === 0 || sha256 === "") return null;
  const payload = formatStatement({
    subjects: [{ name: `${emitter}#${sequence - 1}`, sha256 }],
    predicateType: PREDICATE_TYPE,
    predicate: { log, emitter, sequence: sequence - 1 },
  });
  return preAuthentication(STATEMENT_TYPE, payload);
}

/** The key that has signed all records of an emitter before this one; null for a record that is no such signature, or one that does not hold. */
export async function verifyChain(crypto: EvidenceCrypto, record: EvidenceRecord): Promise<VerifierKey | null> {
  const { key: text, signature: encoded } = record.body;
  const key = typeof text === "string" ? parseKey(crypto.sha256, text) : null;
  const signature = typeof encoded === "string" ? fromBase64(encoded) : null;
  const message = chainMessage(record);
  if (record.kind !== "signature" || key?.type !== "ed25519" || signature === null || message === null) return null;
  return (await crypto.verifyEd25519(key.publicKey, message, signature)) ? key : null;
}
