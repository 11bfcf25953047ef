import type { Instant } from "./records.ts";

/** The key of a data subject: what is kept about somebody can be read with it alone. */
export interface SubjectKey {
  /** Random, and without any meaning beyond this key. */
  readonly id: string;
  /** base64url of 32 random bytes. */
  readonly key: string;
}

/** A disclosure that only the key of its subject opens. */
export interface StoredDisclosure {
  /** As it stands in the record (base64url of SHA-256). */
  readonly digest: string;
  /** The id of the key of its subject. */
  readonly subject: string;
  /** What the key opens. */
  readonly box: string;
  /** When it was recorded. */
  readonly at: Instant;
}

/** A disclosure with what opens it. */
export interface OpenableDisclosure {
  readonly digest: string;
  readonly box: string;
  readonly key: string;
}

/** Values of which records hold only the salted digests, and the keys without which nobody can read them. */
export interface DisclosureStore {
  /** The key of a subject: the one that it has, or else the one that is proposed. Of replicas that propose one at once, all are answered with the same. */
  claimKey(subject: string, proposed: SubjectKey): Promise<SubjectKey>;
  /** Keeps disclosures, all or none; one whose digest is known already stays as it is. */
  keep(disclosures: readonly StoredDisclosure[]): Promise<void>;
  /** Those of at most 1,000 digests that are there and whose subject still has its key, in no order. */
  find(digests: readonly string[]): Promise<readonly OpenableDisclosure[]>;
  /** Removes up to `limit` disclosures that were recorded before a time, the oldest first; answers how many. */
  prune(before: Instant, limit: number): Promise<number>;
  /**
   * Removes the key of a subject and everything that it opens, and answers how much that was. Nothing of the key is left in files that the adapter has
   * for itself.
   */
  forget(subject: string): Promise<number>;
}
