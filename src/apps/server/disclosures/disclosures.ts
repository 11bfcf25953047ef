import { randomBytes } from "node:crypto";
import { disclosureDigest, openDisclosure, sealDisclosure } from "#core/evidence";
import type { DisclosureStore, Instant, OpenableDisclosure, StoredDisclosure, SubjectKey } from "#core/store";
import { nodeCrypto } from "#adapters/signers";
import type { DecisionRecord } from "#points/api";
import { KnownNames } from "../evidence/known-names.ts";
import { GroupWriter } from "../group-writer.ts";
import { closeBox, newBoxKey, openBox } from "./box.ts";
import { valuesIn, type Personal } from "./values.ts";

/** Disclosures of decisions that are not kept yet. */
export interface SealedDisclosures {
  /** For each decision, the digests that its record has. */
  readonly digests: readonly (readonly string[])[];
  /** Resolves once what the digests are of is durable; rejects with `UnavailableError` when it may not be. */
  keep(): Promise<void>;
}

const SALT_BYTES = 16;

/** Seals what a human may need later of decisions, each value under the key of whom it is about, and opens it again for whoever may see it. */
export class Disclosures {
  readonly #store: DisclosureStore;
  readonly #now: () => number;
  readonly #keys: KnownNames<SubjectKey>;
  readonly #writer: GroupWriter<StoredDisclosure>;

  constructor(store: DisclosureStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#writer = new GroupWriter((disclosures) => store.keep(disclosures));
    const claim = (subject: string): Promise<SubjectKey> =>
      store.claimKey(subject, { id: randomBytes(12).toString("base64url"), key: newBoxKey() });
    this.#keys = new KnownNames(claim, performance.now.bind(performance));
  }

  /** Finds or makes the keys of names, without which nothing about them is sealed. Rejects with `UnavailableError`. */
  learn(names: readonly string[]): Promise<void> {
    return this.#keys.learn(names);
  }

  /** Seals what can be disclosed of decisions. What has no key or no canonical form is left out. */
  seal({ judged, caller }: Pick<DecisionRecord, "judged" | "caller">): SealedDisclosures {
    const at = new Date(this.#now()).toISOString();
    const sealed = judged.map((one) =>
      valuesIn(one, caller)
        .map((value) => this.#seal(value, at))
        .filter((value) => value !== null),
    );
    return {
      digests: sealed.map((values) => values.map(({ digest }) => digest)),
      keep: () => this.#writer.keep(sealed.flat()),
    };
  }

  /** Of at most 1,000 digests, the disclosures that are there and have one of these names. */
  async open(digests: readonly string[], names: readonly string[]): Promise<readonly string[]> {
    const found = (await this.#store.find(digests)).map(opened).filter((sealed) => sealed !== null);
    return found.filter((sealed) => names.includes(openDisclosure(sealed)?.name ?? ""));
  }

  /** Forgets the key of somebody with all that it opens; answers how much that was. Rejects with `UnavailableError`, and may then be asked again. */
  async forget(name: string): Promise<number> {
    const removed = await this.#store.forget(name);
    this.#keys.forget(name);
    return removed;
  }

  #seal({ subject, name, value }: Personal, at: Instant): StoredDisclosure | null {
    const owner = this.#keys.known(subject);
    const sealed = owner === undefined ? null : sealDisclosure({ name, value }, randomBytes(SALT_BYTES));
    if (owner === undefined || sealed === null) return null;
    const digest = disclosureDigest(nodeCrypto.sha256, sealed);
    return { digest, subject: owner.id, box: closeBox(owner.key, digest, sealed), at };
  }
}

function opened({ digest, box, key }: OpenableDisclosure): string | null {
  const sealed = openBox(key, digest, box);
  return sealed !== null && disclosureDigest(nodeCrypto.sha256, sealed) === digest ? sealed : null;
}
