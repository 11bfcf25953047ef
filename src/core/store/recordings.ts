import type { Instant } from "./records.ts";

/** What another bundle answered, or what a decision came to: its effect, and the policies or circumstances that stood in the way. */
export interface RecordedAnswer {
  readonly effect: string;
  readonly by: readonly string[];
}

/**
 * A question that was decided on, kept so that it can be decided on again. One that is asked again on the same day, and answered the same by the same
 * bundles, is the same recording, counted once more.
 */
export interface Recording {
  /** Begins with the day (`2026-06-01-…`), so that the order of ids is that of days; the rest tells recordings of a day apart. */
  readonly id: string;
  /** The proposal as `core/wire` writes it, without secrets. */
  readonly proposal: string;
  /** Lower-case hex SHA-256 of `proposal`. */
  readonly digest: string;
  readonly point: string;
  readonly principal: { readonly kind: string; readonly id: string };
  /** The digest of the bundle that decided. */
  readonly bundle: string;
  readonly answer: RecordedAnswer;
  /** What a candidate answered beside it; null where none ran. */
  readonly shadow: (RecordedAnswer & { readonly bundle: string }) | null;
  /** When it was decided last. */
  readonly at: Instant;
  readonly count: number;
}

/** What one process recorded, and how much that is of what it decided. */
export interface RecordingBatch {
  /** Of the process: new at every start. */
  readonly source: string;
  /** Counts the batches of a source from 1. */
  readonly sequence: number;
  readonly day: string;
  /** Decisions since the batch before, and how many of them the recordings of this batch count. */
  readonly decided: number;
  readonly recorded: number;
  readonly recordings: readonly Recording[];
}

/** Which recordings, a page at a time: those decided last at `since` or later, and before `until`, on the days of both. */
export interface RecordingRange {
  readonly since: Instant;
  readonly until: Instant;
}

export interface RecordingPage extends RecordingRange {
  /** The id of the last recording of the page before; the empty text for the first page. */
  readonly after: string;
  readonly limit: number;
  /** Only those beside which this candidate answered; null for all. */
  readonly shadow: string | null;
}

/** How much of what was decided is recorded, by days. */
export interface RecordingCoverage {
  readonly decided: number;
  readonly recorded: number;
  /** How many recordings there are. */
  readonly recordings: number;
}

export interface RecordingStore {
  /** Adds a batch as a whole; `known`: one of this source with this number, or a later one, was added before, and nothing is counted twice. */
  add(batch: RecordingBatch): Promise<{ readonly kind: "added" } | { readonly kind: "known" }>;
  /** In the order of their ids. */
  list(page: RecordingPage): Promise<readonly Recording[]>;
  coverage(range: RecordingRange): Promise<RecordingCoverage>;
  /** Removes up to `limit` recordings: of days before `before` first, and then the oldest beyond the `most` that may be kept. */
  prune(bounds: { readonly before: string; readonly most: number; readonly limit: number }): Promise<number>;
  /** Removes every recording whose proposal holds this text as a whole value or key: of whom a principal id is. Answers how many there were. */
  forget(name: string): Promise<number>;
}
