/** RFC 3339 in UTC, as `Date.prototype.toISOString` writes it. Whoever calls has the clock: a store has none. */
export type Instant = string;

/** What is kept of an API token. The token itself is kept nowhere: `hash` is the lower-case hex SHA-256 of its whole text. */
export interface TokenRecord {
  /** Public: it stands in the token, in lists and in logs. */
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Which sort of principal it is that has the token: a person, a pipeline, a service or an agent. */
  readonly kind: string;
  /** Who answers for what is done with it (`Caller.id`): the person who made it; null where nobody but the token itself does. */
  readonly owner: string | null;
  /** On which task whoever has it works, as grants name tasks; null for on none in particular. */
  readonly task: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/**
 * The documents of a bundle under the digest of what they say (`Bundle.digest`). Whoever reads them recomputes it before believing them. `author` is the
 * `Caller.id` of who uploaded them first; null for those that a server was started with.
 */
export interface StoredBundle {
  readonly digest: string;
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly storedAt: Instant;
  readonly author: string | null;
}

/**
 * That a bundle became the one that decides. `sequence` counts from 1 without gaps; the highest is the head. `change` is what it does to the answers of the
 * head before it, as it was judged then (a word of `ChangeKind`), and `approval` the id of the approval by which it was let in, where it needed one.
 */
export interface Activation {
  readonly sequence: number;
  /** Chosen by whoever asks, unique for each thing asked for, so that asking again is recognised. */
  readonly id: string;
  readonly digest: string;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
  readonly change: string;
  readonly approval: string | null;
}

/** A value under a name. `version` counts its changes from 1. */
export interface Setting {
  readonly value: string;
  readonly version: number;
}
