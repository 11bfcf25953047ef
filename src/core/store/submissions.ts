import type { Instant } from "./records.ts";

/** A plan that was submitted, with what was decided on it. Texts that only whoever wrote them understands are kept as they are. */
export interface StoredSubmission {
  readonly id: string;
  readonly submittedAt: Instant;
  readonly expiresAt: Instant;
  /** The id of the caller. */
  readonly submittedBy: string;
  /** The proposal as it came, with its principal (`writeProposal`). */
  readonly proposal: string;
  /** The receipt as it was answered. */
  readonly receipt: string;
  /** What lists tell, as JSON. */
  readonly facts: string;
  /** The request for an approval; null where none was asked for. */
  readonly approval: string | null;
}

/** That one caller may apply a submission, and nobody else, ever. */
export interface SubmissionClaim {
  /** Drawn by whoever asks, so that asking again is recognised. */
  readonly attempt: string;
  readonly by: string;
  readonly at: Instant;
  /** The record of evidence that holds the decision; null where nothing is recorded. */
  readonly record: string | null;
}

/** What became of a submission that was claimed; `told` is JSON. */
export interface SubmissionOutcome {
  readonly at: Instant;
  readonly told: string;
}

/** A submission with what happened to it since. An outcome without a claim does not exist. */
export interface SubmissionState {
  readonly submission: StoredSubmission;
  readonly claim: SubmissionClaim | null;
  readonly outcome: SubmissionOutcome | null;
}

/** Plans on their way from a decision to an outcome. A submission never changes; a claim and an outcome are added to it once. */
export interface SubmissionStore {
  /** `known`: there is one with this id; the first stays. The same one again is `added`. */
  add(submission: StoredSubmission): Promise<{ readonly kind: "added" } | { readonly kind: "known" }>;
  find(id: string): Promise<SubmissionState | null>;
  /** The latest first. */
  list(limit: number): Promise<readonly SubmissionState[]>;
  /** Of all that claim, in whatever replica, one succeeds: whoever comes later with another attempt is told who was first. */
  claim(
    id: string,
    claim: SubmissionClaim,
  ): Promise<
    | { readonly kind: "claimed"; readonly claim: SubmissionClaim }
    | { readonly kind: "taken"; readonly claim: SubmissionClaim }
    | { readonly kind: "unknown" }
  >;
  /** Tells the outcome of the attempt that has the claim. The first that is told stays, and is answered. */
  conclude(
    id: string,
    attempt: string,
    outcome: SubmissionOutcome,
  ): Promise<{ readonly kind: "concluded"; readonly outcome: SubmissionOutcome } | { readonly kind: "not-claimed" }>;
}
