import { toHex } from "../bytes/index.ts";
import type { Sha256 } from "../ports.ts";
import { encodeRecord, RECORD_VERSION, type EvidenceRecord, type JsonMap, type RecordKind } from "../record/index.ts";

/** Where an emitter stands: the number of its next record, and the digest of its last. */
export interface Emitter {
  readonly emitter: string;
  readonly log: string;
  readonly clock: EvidenceRecord["clock"];
  readonly next: number;
  readonly previous: string | null;
}

/** What an emitter has to say. */
export interface Draft {
  readonly kind: RecordKind;
  readonly body: JsonMap;
  /** Digests of disclosures. */
  readonly disclosures?: readonly string[];
}

/** When it is said, and under which id (UUIDv7). The core has no clock and no chance of its own. */
export interface Stamp {
  readonly id: string;
  readonly time: string;
}

export type Emitted =
  | { readonly kind: "emitted"; readonly record: EvidenceRecord; readonly bytes: Uint8Array; readonly after: Emitter }
  | { readonly kind: "malformed"; readonly reason: string };

/** An emitter that has not said anything yet. */
export function newEmitter(emitter: string, log: string, clock: EvidenceRecord["clock"] = "system"): Emitter {
  return { emitter, log, clock, next: 0, previous: null };
}

/** The next record of an emitter and where the emitter then stands. A draft that makes no record leaves the emitter where it is. */
export function emit(sha256: Sha256, emitter: Emitter, draft: Draft, stamp: Stamp): Emitted {
  const result = encodeRecord({
    body: draft.body,
    clock: emitter.clock,
    ...(draft.disclosures === undefined ? {} : { disclosures: draft.disclosures }),
    emitter: emitter.emitter,
    id: stamp.id,
    kind: draft.kind,
    log: emitter.log,
    previous: emitter.previous,
    sequence: emitter.next,
    time: stamp.time,
    v: RECORD_VERSION,
  });
  if (result.kind === "malformed") return result;
  const { record, bytes } = result;
  return {
    kind: "emitted",
    record,
    bytes,
    after: { ...emitter, next: emitter.next + 1, previous: digestOf(sha256, bytes) },
  };
}

/** Where an emitter stands after a record of its own that the log holds: how it goes on after a restart. */
export function emitterAfter(
  sha256: Sha256,
  { emitter, log, clock, sequence }: EvidenceRecord,
  bytes: Uint8Array,
): Emitter {
  return { emitter, log, clock, next: sequence + 1, previous: digestOf(sha256, bytes) };
}

/**
 * Says that records of an emitter were lost before the log had them: the numbers from its next one on, as many as `count`.
 *
 * The record takes the number after the lost ones, and stands behind the last record that the log does hold.
 */
export function emitGap(
  sha256: Sha256,
  emitter: Emitter,
  { count, reason }: { readonly count: number; readonly reason: string },
  stamp: Stamp,
): Emitted {
  const body = { first: emitter.next, count, reason };
  return emit(sha256, { ...emitter, next: emitter.next + count }, { kind: "gap", body }, stamp);
}

/** The digest of a record, as the emitter's next record names it. */
export function digestOf(sha256: Sha256, bytes: Uint8Array): string {
  return `sha256:${toHex(sha256(bytes))}`;
}
