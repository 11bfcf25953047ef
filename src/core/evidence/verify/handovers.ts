import { parseKey, type Checkpoint, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto } from "../ports.ts";
import { MAX_PROOF_BYTES, parseTlogProof, type TlogProof } from "../proofs/index.ts";
import { decodeRecord, type EvidenceRecord } from "../record/index.ts";
import { MAX_ENTRY_BYTES } from "../tiles/index.ts";
import { readBounded, type PackFiles } from "./files.ts";
import type { Findings } from "./problem.ts";
import { verifyReceipt } from "./receipts.ts";
import type { Trust } from "./trust.ts";

/** Where a log keeps the proofs that one key was replaced by another: `<n>.record` and `<n>.tlog-proof`, from 0 on. */
export const HANDOVERS = "handovers/";

/** A key is replaced once or twice a year. */
const MOST_HANDOVERS = 1000;

/** What is trusted after the handovers, and the checkpoints that they speak of. */
export interface Followed {
  readonly trust: Trust;
  readonly views: readonly Checkpoint[];
  readonly retired: readonly VerifierKey[];
}

/**
 * Follows a log from one key to the next: a key is trusted when a record says so that stands in a tree which a trusted key has signed and the witnesses
 * have seen. From then on what the retired key alone signs does not count any more.
 *
 * A handover that does not hold ends the chain, and is told to the findings.
 */
export async function followHandovers(
  crypto: EvidenceCrypto,
  source: { readonly files: PackFiles; readonly findings: Findings; readonly prefix: string },
  trust: Trust,
): Promise<Followed> {
  let followed: Followed = { trust, views: [], retired: [] };
  for (let at = 0; at < MOST_HANDOVERS; at++) {
    const path = `${source.prefix}${HANDOVERS}${at}`;
    const files = await readHandover(source, path);
    if (files === null) return followed;
    const next = await follow(crypto, followed, files);
    if (next === null) {
      source.findings.add({
        code: "handover-wrong",
        path,
        message: `\`${path}\` does not prove that a trusted key was replaced`,
      });
      return followed;
    }
    followed = next;
  }
  return followed;
}

interface Handover {
  readonly entry: Uint8Array;
  readonly proof: TlogProof | null;
}

async function readHandover(
  { files, findings }: { readonly files: PackFiles; readonly findings: Findings },
  path: string,
): Promise<Handover | null> {
  const entry = await readBounded(files, `${path}.record`, MAX_ENTRY_BYTES, findings);
  if (entry === null) return null;
  const proof = await readBounded(files, `${path}.tlog-proof`, MAX_PROOF_BYTES, findings);
  return { entry, proof: proof === null ? null : parseTlogProof(proof) };
}

async function follow(
  crypto: EvidenceCrypto,
  followed: Followed,
  { entry, proof }: Handover,
): Promise<Followed | null> {
  const result = decodeRecord(entry);
  if (result.kind === "malformed" || proof === null) return null;
  const { trust, views, retired } = followed;
  const { logs } = trust.policy;
  const keys = keysOf(crypto, result.record, proof.checkpoint.origin);
  if (keys === null) return null;
  // It leads nowhere for who trusts a later key, or none: whether somebody who is trusted has signed is told elsewhere.
  if (!isAmong(logs, keys.retired) || isAmong(logs, keys.current)) return followed;
  const problems = await verifyReceipt(crypto, trust, proof, { bytes: entry, time: null });
  if (problems.length > 0) return null;
  const windows = [...trust.windows, { key: keys.retired, from: null, until: result.record.time }];
  return {
    trust: { ...trust, policy: { ...trust.policy, logs: [...logs, keys.current] }, windows },
    views: [...views, proof.checkpoint],
    retired: [...retired, keys.retired],
  };
}

function isAmong(keys: readonly VerifierKey[], { name, id }: VerifierKey): boolean {
  return keys.some((key) => key.name === name && key.id === id);
}

/** The two keys of a record about this log, or null for another record. */
function keysOf({ sha256 }: EvidenceCrypto, { kind, log, body }: EvidenceRecord, origin: string): Keys | null {
  if (kind !== "key-rotated" || log !== origin) return null;
  const [retired, current] = [body["retired"], body["current"]].map((text) =>
    typeof text === "string" ? parseKey(sha256, text) : null,
  );
  return isLogKey(retired, origin) && isLogKey(current, origin) ? { retired, current } : null;
}

interface Keys {
  readonly retired: VerifierKey;
  readonly current: VerifierKey;
}

function isLogKey(key: VerifierKey | null | undefined, origin: string): key is VerifierKey {
  return key?.type === "ed25519" && key.name === origin;
}
