import { formatKey, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto } from "../ports.ts";
import { MOST_UNSIGNED, verifyChain } from "../proofs/index.ts";
import type { EvidenceRecord } from "../record/index.ts";
import type { Findings } from "./problem.ts";
import { isValidAt, type Trust } from "./trust.ts";

/** Who has signed records as their emitter. */
export interface EmitterSummaries {
  /** The keys under which emitters have signed, in their text form. */
  readonly keys: readonly string[];
  /** Records that their emitter has signed. */
  readonly signed: number;
  /** Whether only trusted keys count. */
  readonly trusted: boolean;
}

interface Signing {
  readonly first: number;
  /** Records that were seen. */
  count: number;
  /** So many of them, from the first on, are signed. */
  signed: number;
  /** Whether all its records are proven in another way. */
  isHandover: boolean;
}

/** As many as are watched; a log with more is not valid. */
const MOST_EMITTERS = 100_000;
const MOST_KEYS = 1000;

/**
 * Verifies what emitters have signed of their own records.
 *
 * Where keys of emitters are trusted, each emitter must have signed with one of them; otherwise any key does, and is told. That the records before a signature are those that it
 * names is found by whoever watches the emitters.
 */
export class EmitterSignatures {
  readonly #crypto: EvidenceCrypto;
  readonly #trust: Trust;
  readonly #findings: Findings;
  readonly #trusted: ReadonlySet<string>;
  readonly #emitters = new Map<string, Signing>();
  readonly #keys = new Set<string>();

  constructor(crypto: EvidenceCrypto, trust: Trust, findings: Findings) {
    this.#crypto = crypto;
    this.#trust = trust;
    this.#findings = findings;
    this.#trusted = new Set(trust.emitters.map(formatKey));
  }

  async see(index: number, record: EvidenceRecord): Promise<void> {
    const signing = this.#emitters.get(record.emitter) ?? this.#begin(record);
    signing.count++;
    signing.isHandover &&= record.kind === "key-rotated";
    if (record.kind !== "signature") return;
    const key = await verifyChain(this.#crypto, record);
    if (key === null || !this.#counts(key, record.time)) this.#tellWrong(index, record, key);
    else signing.signed = signing.count;
  }

  /** Tells whose records are not signed; `isCut` says that more records follow which are not here. */
  finish(isCut: boolean): EmitterSummaries {
    let signed = 0;
    for (const [emitter, signing] of this.#emitters) {
      signed += signing.signed;
      if (this.#trusted.size > 0 && !signing.isHandover) this.#tellUnsigned(emitter, signing, isCut);
    }
    return { keys: [...this.#keys], signed, trusted: this.#trusted.size > 0 };
  }

  #begin({ emitter, sequence }: EvidenceRecord): Signing {
    const signing = { first: sequence, count: 0, signed: 0, isHandover: true };
    if (this.#emitters.size < MOST_EMITTERS) this.#emitters.set(emitter, signing);
    return signing;
  }

  #counts(key: VerifierKey, time: string): boolean {
    const text = formatKey(key);
    if (this.#keys.size < MOST_KEYS) this.#keys.add(text);
    if (this.#trusted.size === 0) return true;
    return this.#trusted.has(text) && isValidAt(this.#trust, key, Date.parse(time));
  }

  #tellWrong(index: number, { emitter }: EvidenceRecord, key: VerifierKey | null): void {
    const why =
      key === null
        ? "does not hold"
        : `is by \`${formatKey(key)}\`, which is none of the trusted keys of emitters, or was not valid then`;
    const message = `The signature of \`${emitter}\` in record ${index} ${why}`;
    this.#findings.add({ code: "emitter-signature-wrong", index, message });
  }

  // INVARIANT (signed-soon): an emitter signs behind its first record and after `MOST_UNSIGNED` at most, so that who has the log's key alone can add no more than that unseen.
  #tellUnsigned(emitter: string, { first, count, signed }: Signing, isCut: boolean): void {
    const unsigned = count - signed;
    const mayFollow = isCut && count === 1;
    if (signed === 0 && first === 0 && !mayFollow) {
      const message = `\`${emitter}\` has signed none of its records with a key that is trusted`;
      this.#findings.add({ code: "emitter-unsigned", message });
    } else if (unsigned > MOST_UNSIGNED) {
      const message = `\`${emitter}\` has not signed its last ${unsigned} records, of which at most ${MOST_UNSIGNED} may wait for that`;
      this.#findings.add({ code: "emitter-unsigned", message });
    } else if (unsigned > 0) {
      const message = `\`${emitter}\` has not signed ${unsigned === 1 ? "the last of its records" : `the last ${unsigned} of its records`} here`;
      this.#findings.add({ code: "emitter-tail-unsigned", message });
    }
  }
}
