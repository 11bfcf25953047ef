import type { Instant } from "./records.ts";

/** Somebody who has logged in. The secret of the session stands in a cookie of the browser alone. */
export interface SessionRecord {
  /** The lower-case hex SHA-256 of the secret. */
  readonly hash: string;
  /** What was proven at the login, as JSON. Who that is, and what they may do, is told anew whenever the session is used. */
  readonly identity: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** When it was ended before its time; null while it was not. */
  readonly endedAt: Instant | null;
}

export interface SessionStore {
  /** Keeps that a login was begun; `hash` is that of the secret of the browser that began it. */
  begin(login: { readonly hash: string; readonly expiresAt: Instant }): Promise<void>;
  /**
   * Uses a login up. Of all who try, the first succeeds, told from others by the `use` that it chose; `unknown` for everybody else, and for a login that
   * was never begun, or ended at `now` or before.
   */
  use(hash: string, use: string, now: Instant): Promise<{ readonly kind: "used" } | { readonly kind: "unknown" }>;
  /** `taken`: another session has this hash. */
  add(session: SessionRecord): Promise<{ readonly kind: "added" } | { readonly kind: "taken" }>;
  /** Ended ones and those that are over included, until they are removed. */
  find(hash: string): Promise<SessionRecord | null>;
  /** The first end stays: one that is repeated does not move its time. */
  end(hash: string, at: Instant): Promise<{ readonly kind: "ended" } | { readonly kind: "unknown" }>;
  /** Removes sessions and logins that were over before a point in time. */
  prune(before: Instant): Promise<void>;
}
