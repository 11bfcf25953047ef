import type { StoredSubmission } from "#core/store";
import type { ListedSubmission, PipelineRun, SavedPlan } from "#core/wire";

/** What is kept of a submission beside its proposal, and told in lists. */
export interface SubmissionFacts {
  readonly plan: SavedPlan;
  /** `changesDigest` of what was sent. */
  readonly changes: string;
  /** `Bundle.kindsDigest` of what the changes were made by. */
  readonly kinds: string;
  readonly bundle: string;
  readonly effect: "allow" | "hold" | "deny";
  readonly summary: string;
  readonly principal: ListedSubmission["principal"];
  readonly run: PipelineRun | null;
}

/** As they are stored. */
export function writeFacts(facts: SubmissionFacts): string {
  return JSON.stringify(facts);
}

/** The facts of a submission, which this control plane itself has written. */
export function factsOf({ facts }: StoredSubmission): SubmissionFacts {
  const read: SubmissionFacts = JSON.parse(facts);
  return read;
}
