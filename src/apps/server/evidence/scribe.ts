import { randomBytes } from "node:crypto";
import {
  emit,
  emitGap,
  MOST_UNSIGNED,
  newEmitter,
  signChain,
  type Draft,
  type Emitted,
  type Emitter,
  type EmitterKey,
  type Stamp,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";

/**
 * Writes records of one emitter, numbered without gaps, and its signatures among them: behind its first record, behind every 256, and when it is told to.
 *
 * An emitter whose records may not have been taken is given up, and another one goes on in its place.
 */
export class Scribe {
  readonly #kind: string;
  readonly #log: string;
  readonly #key: EmitterKey;
  #emitter: Emitter;
  #unsigned = 0;

  constructor(kind: string, log: string, key: EmitterKey) {
    this.#kind = kind;
    this.#log = log;
    this.#key = key;
    this.#emitter = this.#begin();
  }

  /** Another emitter goes on from here. */
  giveUp(): void {
    this.#emitter = this.#begin();
    this.#unsigned = 0;
  }

  /** The next record, and behind it the signature that is due. */
  write(draft: Draft, stamp: Stamp, signature: () => Stamp): Written {
    return this.#written(emit(nodeCrypto.sha256, this.#emitter, draft, stamp), signature);
  }

  /** Says that records were lost, in their place. */
  writeGap(lost: { readonly count: number; readonly reason: string }, stamp: Stamp, signature: () => Stamp): Written {
    return this.#written(emitGap(nodeCrypto.sha256, this.#emitter, lost, stamp), signature);
  }

  /** Signs what is not signed yet; nothing where all is. */
  sign(stamp: Stamp): readonly Uint8Array[] {
    const { log, emitter, next, previous } = this.#emitter;
    const body = this.#unsigned === 0 ? null : signChain(this.#key, { log, emitter, sequence: next, previous });
    const emitted = body === null ? null : emit(nodeCrypto.sha256, this.#emitter, { kind: "signature", body }, stamp);
    if (emitted?.kind !== "emitted") return [];
    this.#emitter = emitted.after;
    this.#unsigned = 0;
    return [emitted.bytes];
  }

  #written(emitted: Emitted, signature: () => Stamp): Written {
    if (emitted.kind === "malformed") return emitted;
    const isFirst = this.#emitter.previous === null;
    this.#emitter = emitted.after;
    this.#unsigned += 1;
    const isDue = isFirst || this.#unsigned >= MOST_UNSIGNED;
    return {
      kind: "written",
      entries: [emitted.bytes, ...(isDue ? this.sign({ ...signature(), time: emitted.record.time }) : [])],
    };
  }

  #begin(): Emitter {
    return newEmitter(`${this.#kind}/${randomBytes(8).toString("hex")}`, this.#log);
  }
}

/** Entries to be handed to the log together, in this order. */
export type Written =
  | { readonly kind: "written"; readonly entries: readonly Uint8Array[] }
  | { readonly kind: "malformed"; readonly reason: string };
