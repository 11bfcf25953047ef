import type { DisclosureStore, Instant, OpenableDisclosure, StoredDisclosure, SubjectKey } from "#core/store";

/** Disclosures and keys in maps. */
export class MemoryDisclosures implements DisclosureStore {
  readonly #keys = new Map<string, SubjectKey>();
  readonly #disclosures = new Map<string, StoredDisclosure>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async claimKey(subject: string, proposed: SubjectKey): Promise<SubjectKey> {
    this.#check();
    const key = this.#keys.get(subject) ?? proposed;
    this.#keys.set(subject, key);
    return key;
  }

  async keep(disclosures: readonly StoredDisclosure[]): Promise<void> {
    this.#check();
    for (const one of disclosures) if (!this.#disclosures.has(one.digest)) this.#disclosures.set(one.digest, one);
  }

  async find(digests: readonly string[]): Promise<readonly OpenableDisclosure[]> {
    this.#check();
    const keys = new Map(this.#keys.values().map(({ id, key }) => [id, key]));
    return [...new Set(digests)].flatMap((digest) => {
      const found = this.#disclosures.get(digest);
      const key = found === undefined ? undefined : keys.get(found.subject);
      return found === undefined || key === undefined ? [] : [{ digest, box: found.box, key }];
    });
  }

  async prune(before: Instant, limit: number): Promise<number> {
    this.#check();
    const old = [...this.#disclosures.values()].filter(({ at }) => at < before);
    const removed = old.toSorted((a, b) => (a.at < b.at ? -1 : 1)).slice(0, limit);
    for (const { digest } of removed) this.#disclosures.delete(digest);
    return removed.length;
  }

  async forget(subject: string): Promise<number> {
    this.#check();
    const key = this.#keys.get(subject);
    const removed = [...this.#disclosures.values()].filter((one) => one.subject === key?.id);
    for (const { digest } of removed) this.#disclosures.delete(digest);
    this.#keys.delete(subject);
    return removed.length;
  }
}
