import type { Instant } from "./records.ts";

export const STOP_KINDS = ["agent", "session", "tool", "server", "tenant", "everything"] as const;
/** What can be stopped. */
export type StopKind = (typeof STOP_KINDS)[number];

/** That somebody stopped something. It never changes. */
export interface Stop {
  /** UUIDv7. */
  readonly id: string;
  readonly kind: StopKind;
  /** Which one; empty for everything. */
  readonly name: string;
  readonly reason: string;
  /** `Caller.id` of who stopped it. */
  readonly by: string;
  /** For people; proves nothing. */
  readonly byName: string;
  readonly at: Instant;
}

/** That what was stopped goes on. */
export interface Resumption {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
  /** The approval of a second person. */
  readonly approval: string;
}

/** What one replica did about a stop, as it measured it. */
export interface StopEffect {
  /** Which process, by a name that it chose at random. */
  readonly replica: string;
  /** Milliseconds from the stop until nothing new began there, by the clocks of both. */
  readonly refusedAfterMs: number;
  /** Milliseconds from the stop until the last act that it concerns was over there; null while one is not. */
  readonly lastEffectMs: number | null;
  /** Acts that were under way and were cancelled. */
  readonly cancelled: number;
  /** Of them, those that are still not over. */
  readonly running: number;
  /** Credentials that were revoked, and attempts at it that failed. */
  readonly revoked: number;
  readonly failed: number;
}

/** A stop with all that came of it. */
export interface StopState {
  readonly stop: Stop;
  /** Null while it holds. */
  readonly resumption: Resumption | null;
  /** One of each replica, in the order of their names. */
  readonly effects: readonly StopEffect[];
}

/** What was stopped. Who may stop and resume is not asked here. */
export interface StopStore {
  /** `taken`: another stop has this id. */
  add(stop: Stop): Promise<{ readonly kind: "added" } | { readonly kind: "taken" }>;
  /** All that hold, in the order of their ids. */
  standing(): Promise<readonly Stop[]>;
  find(id: string): Promise<StopState | null>;
  /** The latest first, those that were resumed included. */
  list(limit: number): Promise<readonly StopState[]>;
  /** The first resumption stays. */
  resume(
    id: string,
    resumption: Resumption,
  ): Promise<{ readonly kind: "resumed"; readonly resumption: Resumption } | { readonly kind: "unknown" }>;
  /** Keeps what a replica did, in place of what it told before. */
  tell(id: string, effect: StopEffect): Promise<{ readonly kind: "told" } | { readonly kind: "unknown" }>;
}
