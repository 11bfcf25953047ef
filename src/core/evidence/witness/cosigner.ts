/** A checkpoint that a log has signed and kept, and how it proves that its tree grew. */
export interface SignedCheckpoint {
  /** A signed note. */
  readonly note: string;
  /** Makes the proof that the tree of `older` leaves is a beginning of this one; null when a tile is missing. */
  prove(older: number): Promise<readonly Uint8Array[] | null>;
}

/** What readers of a log may see now: a checkpoint with the signatures of witnesses, or the one before for a while longer. */
export type Cosigned =
  | { readonly kind: "show"; readonly note: string }
  | { readonly kind: "withhold"; readonly reason: string };

/**
 * Asks witnesses for their signatures under checkpoints.
 *
 * Answers within a bounded time whatever the witnesses do, and never rejects. Whether a checkpoint that too few of them signed is shown is the cosigner's to
 * say. Concurrency: a log asks for one checkpoint after the other.
 */
export interface Cosigner {
  cosign(checkpoint: SignedCheckpoint): Promise<Cosigned>;
}
