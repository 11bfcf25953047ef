import { fromBase64, toBase64 } from "../bytes/index.ts";
import type { TreeHead } from "../merkle/index.ts";
import { addSignature, cosign, formatNote, signatureLine, type Note, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto, Signer } from "../ports.ts";
import { judgeGrowth, judgeOrigin } from "./judge.ts";
import { parseAddCheckpoint, type AddCheckpoint } from "./request.ts";
import type { Witnessed, WitnessState } from "./state.ts";

/** What a witness says to a request; each kind is one status of C2SP tlog-witness. */
export type WitnessAnswer =
  | { readonly kind: "cosigned"; readonly lines: string; readonly origin: string; readonly size: number }
  | { readonly kind: "malformed" }
  | { readonly kind: "unknown-log" }
  | { readonly kind: "untrusted" }
  | { readonly kind: "shrinks"; readonly origin: string }
  | { readonly kind: "conflicts"; readonly origin: string; readonly latestSize: number }
  | {
      readonly kind: "inconsistent";
      readonly origin: string;
      readonly latestSize: number;
      /** Null where the log may only have been asked for a wrong proof. */
      readonly fork: Fork | null;
    };

/** Two checkpoints of one size that a log has signed over different trees, which proves to everybody that it forked. */
export interface Fork {
  readonly kept: string;
  readonly shown: string;
}

/** What a witness works with. */
export interface WitnessParts {
  readonly crypto: EvidenceCrypto;
  /** The witness's own key. */
  readonly signer: Signer;
  /** The keys of the logs that it watches; a log may have several. */
  readonly logs: readonly VerifierKey[];
  readonly state: WitnessState;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** Signs the checkpoints of some logs, each of which grew from the one before. */
export interface Witness {
  /** Answers the bytes of a request. Throws an `UnavailableError` when the state cannot be asked or kept: then nothing was signed for anybody. */
  addCheckpoint(bytes: Uint8Array): Promise<WitnessAnswer>;
}

/** Two requests may meet at the same checkpoint; whoever loses looks again, and then mostly finds a conflict. */
const MOST_ATTEMPTS = 3;

/** A witness over a state. */
export function createWitness(parts: WitnessParts): Witness {
  return {
    async addCheckpoint(bytes) {
      const request = parseAddCheckpoint(bytes);
      if (request === null) return { kind: "malformed" };
      const origin = await judgeOrigin(parts.crypto, parts.logs, request.checkpoint);
      return origin.kind === "trusted" ? add(parts, request, origin.note) : origin;
    },
  };
}

async function add(parts: WitnessParts, request: AddCheckpoint, note: Note): Promise<WitnessAnswer> {
  const { origin } = request.checkpoint;
  for (let attempt = 1; ; attempt++) {
    const latest = await parts.state.latest(origin);
    const growth = judgeGrowth(parts.crypto.sha256, request, headOf(latest));
    const latestSize = latest?.size ?? 0;
    if (growth === "shrinks") return { kind: growth, origin };
    if (growth === "conflicts") return { kind: growth, origin, latestSize };
    if (growth === "inconsistent")
      return { kind: growth, origin, latestSize, fork: forkOf(latest, request.checkpoint, note) };
    const lines = await keepAndSign(parts, latest, { ...request, checkpoint: { ...request.checkpoint, note } });
    if (lines !== null) return { kind: "cosigned", lines, origin, size: request.checkpoint.size };
    if (attempt === MOST_ATTEMPTS) return { kind: "conflicts", origin, latestSize };
  }
}

function forkOf(latest: Witnessed | null, { size, root }: TreeHead, note: Note): Fork | null {
  if (latest?.size !== size || latest.root === toBase64(root)) return null;
  return { kept: latest.note, shown: formatNote(note) };
}

// INVARIANT (kept-before-signed): no signature leaves the witness before the checkpoint under it is durable as the newest of its log, in the place of the one
// that it was found to have grown from.
async function keepAndSign(
  { crypto, signer, state, now }: WitnessParts,
  latest: Witnessed | null,
  { checkpoint }: AddCheckpoint,
): Promise<string | null> {
  // A clock that was set back must not make an earlier time belong to a larger tree.
  const timeSeconds = Math.max(Math.floor(now()), latest?.timeSeconds ?? 1);
  const signature = await cosign(crypto.sha256, signer, checkpoint.note, timeSeconds);
  const { origin, size } = checkpoint;
  const note = formatNote(addSignature(checkpoint.note, signature));
  const next = { origin, size, root: toBase64(checkpoint.root), timeSeconds, note };
  return (await state.advance(latest, next)) === "advanced" ? signatureLine(signature) : null;
}

function headOf(latest: Witnessed | null): TreeHead | null {
  return latest === null ? null : { size: latest.size, root: fromBase64(latest.root) ?? new Uint8Array(0) };
}
