import { InvariantError } from "#core/diagnostics";
import {
  addSignature,
  formatNote,
  parseCheckpoint,
  utf8,
  type Cosigned,
  type Cosigner,
  type NoteSignature,
  type SignedCheckpoint,
  type TrustPolicy,
  type VerifierKey,
} from "#core/evidence";
import { createWitnessClient, type WitnessClient, type WitnessFailure } from "./ask-witness.ts";

/** What somebody should hear of: told when it begins and when it ends, not at every checkpoint. */
export type CosignerEvent =
  | { readonly kind: "witness-failed"; readonly witness: string; readonly reason: WitnessFailure }
  | { readonly kind: "witness-answers"; readonly witness: string }
  | { readonly kind: "too-few"; readonly signed: number; readonly isShown: boolean }
  | { readonly kind: "enough" };

/** How witnesses are asked. */
export interface CosignerOptions {
  readonly policy: TrustPolicy;
  /** Whether readers see a checkpoint that the policy's quorum has not signed. */
  readonly tooFew: "show" | "withhold";
  /** How long one request may take. */
  readonly timeoutMs: number;
  readonly report: (event: CosignerEvent) => void;
}

/** What became of the checkpoints so far. */
export interface CosignerCounts {
  readonly enough: number;
  readonly tooFew: number;
  /** How many witnesses signed the last one. */
  readonly signed: number;
}

/** A cosigner that can be looked at. */
export interface CountingCosigner extends Cosigner {
  readonly counts: CosignerCounts;
}

/** Once there are enough, the others are waited for so long. */
const GRACE_MS = 250;

/** Asks every witness of a policy that has an address, all at once. The quorum of the policy says whether enough have signed. */
export function createCosigner({ policy, tooFew, timeoutMs, report }: CosignerOptions): CountingCosigner {
  const clients = [...policy.addresses].map(([key, address]) => createWitnessClient(key, address, timeoutMs));
  const failing = new Map<VerifierKey, WitnessFailure>();
  let counts: CosignerCounts = { enough: 0, tooFew: 0, signed: 0 };
  let wasEnough = true;

  const hear = ({ key }: WitnessClient, reason: WitnessFailure | null): void => {
    if ((failing.get(key) ?? null) === reason) return;
    if (reason === null) failing.delete(key);
    else failing.set(key, reason);
    const witness = key.name;
    report(reason === null ? { kind: "witness-answers", witness } : { kind: "witness-failed", witness, reason });
  };

  const conclude = (signed: number, isEnough: boolean): void => {
    const { enough, tooFew: few } = counts;
    counts = { enough: enough + Number(isEnough), tooFew: few + Number(!isEnough), signed };
    if (isEnough !== wasEnough)
      report(isEnough ? { kind: "enough" } : { kind: "too-few", signed, isShown: tooFew === "show" });
    wasEnough = isEnough;
  };

  return {
    get counts() {
      return counts;
    },
    async cosign(checkpoint) {
      const signatures = await collect({ clients, policy, hear }, checkpoint);
      const isEnough = policy.isQuorum(new Set(signatures.keys()));
      conclude(signatures.size, isEnough);
      if (!isEnough && tooFew === "withhold") return withheld(signatures.size, clients.length);
      return { kind: "show", note: withSignatures(checkpoint.note, [...signatures.values()]) };
    },
  };
}

function withheld(signed: number, asked: number): Cosigned {
  return { kind: "withhold", reason: `${signed} of ${asked} witnesses have signed the next, which are too few` };
}

interface Asking {
  readonly clients: readonly WitnessClient[];
  readonly policy: TrustPolicy;
  readonly hear: (client: WitnessClient, reason: WitnessFailure | null) => void;
}

type Signatures = ReadonlyMap<VerifierKey, NoteSignature>;

/** The signatures of all who answer in time: all there can be, or a moment after there are enough. */
async function collect({ clients, policy, hear }: Asking, checkpoint: SignedCheckpoint): Promise<Signatures> {
  const signatures = new Map<VerifierKey, NoteSignature>();
  let grace: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    const asked = clients.map(async (client) => {
      const reply = await client.ask(checkpoint);
      hear(client, reply.kind === "failed" ? reply.reason : null);
      if (reply.kind === "failed") return;
      signatures.set(client.key, reply.signature);
      if (policy.isQuorum(new Set(signatures.keys()))) grace ??= setTimeout(resolve, GRACE_MS);
    });
    void Promise.allSettled(asked).then(() => resolve());
  });
  await enough;
  clearTimeout(grace);
  return new Map(signatures);
}

function withSignatures(note: string, signatures: readonly NoteSignature[]): string {
  const checkpoint = parseCheckpoint(utf8(note));
  if (checkpoint === null) throw new InvariantError("checkpoint-unreadable", "A log has signed what is no checkpoint");
  return formatNote(signatures.reduce(addSignature, checkpoint.note));
}
