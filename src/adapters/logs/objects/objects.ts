/** An object and the tag of what it holds. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly tag: string;
}

/**
 * Objects under keys, with conditional writes.
 *
 * Every call is one atomic step; a read sees what was answered before it began. Every call rejects with an `UnavailableError`, after which it may have happened.
 */
export interface Objects {
  /** For messages: without anything secret. */
  readonly place: string;
  get(key: string): Promise<StoredObject | null>;
  /** Makes an object and answers its tag; null where there is one already, which stays. */
  create(key: string, bytes: Uint8Array): Promise<string | null>;
  /** Replaces an object that still has this tag and answers the new one; null where it has another, or is gone. */
  replace(key: string, bytes: Uint8Array, tag: string): Promise<string | null>;
  /** The first keys that begin so and stand behind another, sorted by their bytes, and whether these are all. */
  list(prefix: string, after: string): Promise<{ readonly keys: readonly string[]; readonly isLast: boolean }>;
  /** Removes an object; one that is not there is removed already. */
  remove(key: string): Promise<void>;
}
