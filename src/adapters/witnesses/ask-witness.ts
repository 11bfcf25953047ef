import { UnavailableError } from "#core/diagnostics";
import {
  formatAddCheckpoint,
  parseCheckpoint,
  utf8,
  verifyNote,
  type NoteSignature,
  type SignedCheckpoint,
  type VerifierKey,
} from "#core/evidence";
import { boundedFetch, type Answer } from "#adapters/net";
import { nodeCrypto } from "#adapters/signers";

/** Why a witness did not sign. `ahead` and `inconsistent` say that it has seen another tree of this log, which somebody should look into. */
export type WitnessFailure =
  | "unreachable"
  | "busy"
  | "refused"
  | "unknown-log"
  | "ahead"
  | "inconsistent"
  | "malformed";

export type WitnessReply =
  | { readonly kind: "signed"; readonly signature: NoteSignature }
  | { readonly kind: "failed"; readonly reason: WitnessFailure };

/** One witness, and what it signed last as far as this process knows. */
export interface WitnessClient {
  readonly key: VerifierKey;
  /** Asks for a signature. Never rejects, and answers within twice the time that a request may take. */
  ask(checkpoint: SignedCheckpoint): Promise<WitnessReply>;
}

/** No answer of a witness is longer. */
const MAX_BYTES = 16_384;

/** A client of the witness that takes checkpoints at an address (C2SP tlog-witness). */
export function createWitnessClient(key: VerifierKey, address: string, timeoutMs: number): WitnessClient {
  const url = `${address.replace(/\/$/, "")}/add-checkpoint`;
  let last = 0;
  let isBusy = false;

  const post = async (checkpoint: SignedCheckpoint): Promise<Answer | null> => {
    const proof = await checkpoint.prove(last);
    if (proof === null) return null;
    const body = Buffer.from(formatAddCheckpoint(last, proof, checkpoint.note));
    return boundedFetch(url, { method: "POST", body }, { timeoutMs, maxBytes: MAX_BYTES });
  };

  const attempt = async (checkpoint: SignedCheckpoint): Promise<WitnessReply> => {
    const size = parseCheckpoint(utf8(checkpoint.note))?.size ?? 0;
    if (last > size) last = 0;
    let answer = await post(checkpoint);
    const known = answer?.status === 409 ? sizeIn(answer) : null;
    if (known !== null && known > size) return failed("ahead");
    if (known !== null && known !== last) {
      last = known;
      answer = await post(checkpoint);
    }
    const reply = answer === null ? failed("inconsistent") : await replyIn(answer, key, checkpoint.note);
    if (reply.kind === "signed") last = size;
    return reply;
  };

  return {
    key,
    async ask(checkpoint) {
      if (isBusy) return failed("busy");
      isBusy = true;
      try {
        return await attempt(checkpoint);
      } catch (error) {
        if (error instanceof UnavailableError) return failed("unreachable");
        throw error;
      } finally {
        isBusy = false;
      }
    },
  };
}

function failed(reason: WitnessFailure): WitnessReply {
  return { kind: "failed", reason };
}

/** What the witness signed last, by its own word. */
function sizeIn({ body }: Answer): number | null {
  const text = Buffer.from(body).toString("latin1");
  return /^(?:0|[1-9]\d{0,14})\n$/.test(text) ? Number(text) : null;
}

const REFUSALS: ReadonlyMap<number, WitnessFailure> = new Map([
  [403, "refused"],
  [404, "unknown-log"],
  [422, "inconsistent"],
]);

/** The signature of the witness in an answer, verified; signatures of others are left aside. */
async function replyIn({ status, body }: Answer, key: VerifierKey, note: string): Promise<WitnessReply> {
  if (status !== 200) return failed(REFUSALS.get(status) ?? "refused");
  const cosigned = parseCheckpoint(Buffer.concat([Buffer.from(note), body]));
  if (cosigned === null) return failed("malformed");
  const own = cosigned.note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.id);
  const [signature] = own;
  const verified = await verifyNote(nodeCrypto.verifyEd25519, cosigned.note, [key]);
  const isGood = verified.length > 0 && verified.every(({ valid, timeSeconds }) => valid && timeSeconds !== 0);
  return signature === undefined || !isGood ? failed("malformed") : { kind: "signed", signature };
}
