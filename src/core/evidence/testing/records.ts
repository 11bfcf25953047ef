import { nodeCrypto } from "#adapters/signers";
import { emit, newEmitter, type Draft, type Emitter } from "../emitters/index.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;

/** A decision as a point would tell it. */
export const DECISION: Draft = {
  kind: "decision",
  body: {
    point: { name: "admission", version: "0.1.0", enforcing: true, evidence: "required" },
    actor: {
      kind: "agent",
      alias: "a_7Q2m",
      onBehalfOf: ["h_93kd"],
      agent: { id: "deploy-bot", model: "vendor/model@2" },
    },
    acts: [{ verb: "create", kind: "ObjectStore", count: 1 }],
    proposal: DIGEST,
    bundle: DIGEST,
    effect: "deny",
    verdicts: [{ policy: "no-public-buckets", validation: "acl", outcome: "fail", severity: "high", mode: "enforce" }],
    counts: { pass: 4, fail: 1 },
  },
};

/** A heartbeat of an emitter that has lost nothing. */
export const HEARTBEAT: Draft = {
  kind: "heartbeat",
  body: { decided: { allow: 3, deny: 1 }, dropped: 0, waiting: 0, bundle: DIGEST },
};

/** Id and time of the nth record of a test, a second apart. */
export function stampAt(second: number): { readonly id: string; readonly time: string } {
  const time = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  return { id: `0192f3a4-7b1c-7def-8abc-${second.toString(16).padStart(12, "0")}`, time };
}

/** The entries that an emitter writes for some drafts, one a second. Throws for a draft that makes no record. */
export function entriesOf(
  log: string,
  drafts: readonly Draft[],
  start: Emitter = newEmitter("ci-1", log),
): readonly Uint8Array[] {
  let emitter = start;
  return drafts.map((draft) => {
    const emitted = emit(nodeCrypto.sha256, emitter, draft, stampAt(emitter.next));
    if (emitted.kind === "malformed") throw new Error(emitted.reason);
    emitter = emitted.after;
    return emitted.bytes;
  });
}

/** So many decisions. */
export function decisions(count: number): readonly Draft[] {
  return Array.from({ length: count }, () => DECISION);
}
