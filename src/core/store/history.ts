import type { Instant } from "./records.ts";

/** One act in the history of everybody who took part in it. */
export interface StoredAct {
  /** UUIDv7, so that the order of ids is that of time. */
  readonly id: string;
  /** Ids of the principals whose history it is in: the agent that acted, and the agents on whose behalf. */
  readonly agents: readonly string[];
  readonly at: Instant;
  /** What was done, as `core/history` writes it. */
  readonly act: string;
}

/** The latest acts of some agents. */
export interface StoredHistory {
  /** The latest first, each once. */
  readonly acts: readonly StoredAct[];
  /** The id of the last act that was added to the history of each agent; those without any are left out. */
  readonly heads: ReadonlyMap<string, string>;
}

/** What agents did. */
export interface HistoryStore {
  /** Up to `limit` acts that are in the history of any of the agents, at `since` or later. */
  recent(agents: readonly string[], since: Instant, limit: number): Promise<StoredHistory>;
  /**
   * Adds acts; one that is there already stays. With `after`, only where the last act of each of their agents still is the one that stands there (none where it
   * stands for nobody): of all who add to one history after the same act, in whatever replica, one succeeds.
   */
  append(
    acts: readonly StoredAct[],
    after: ReadonlyMap<string, string> | null,
  ): Promise<{ readonly kind: "appended" } | { readonly kind: "conflict" }>;
  /** Says more of acts that were added; of others nothing is kept. */
  amend(acts: readonly Pick<StoredAct, "id" | "agents" | "act">[]): Promise<void>;
  /** Forgets what was done before `before`, and of some agents all but the `most` latest acts. */
  prune(bounds: { readonly before: Instant; readonly agents: readonly string[]; readonly most: number }): Promise<void>;
}
