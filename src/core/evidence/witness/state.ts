/** The newest checkpoint of a log that a witness has signed. */
export interface Witnessed {
  readonly origin: string;
  readonly size: number;
  /** The root in Base 64. */
  readonly root: string;
  /** When it was signed, in seconds since 1970. */
  readonly timeSeconds: number;
  /** The checkpoint with the signatures of the log's trusted keys and of the witness. */
  readonly note: string;
}

/**
 * What a witness keeps: for each log the newest checkpoint that it signed.
 *
 * Durability: `advanced` is answered only after the new checkpoint would survive the loss of the process and of the power. Concurrency: any number of calls, from
 * any number of processes on the same state; of two that replace the same checkpoint one is answered `changed`. Errors: throws an `UnavailableError` when it
 * cannot tell, and then the checkpoint may have been replaced or not. It never goes back to an older checkpoint, and must never be restored from a copy.
 */
export interface WitnessState {
  latest(origin: string): Promise<Witnessed | null>;
  /** The same by the SHA-256 of the origin in lower-case hex. */
  latestByHash(originHash: string): Promise<Witnessed | null>;
  /** Puts `next` in the place of `expected`, or of nothing where that is null, if that is still what is kept: same size, root and time. */
  advance(expected: Witnessed | null, next: Witnessed): Promise<"advanced" | "changed">;
}
