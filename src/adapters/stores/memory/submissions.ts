import { isDeepStrictEqual } from "node:util";
import type {
  StoredSubmission,
  SubmissionClaim,
  SubmissionOutcome,
  SubmissionState,
  SubmissionStore,
} from "#core/store";

/** Submissions in a map. Its methods do everything in one turn, so that each is one atomic step. */
export class MemorySubmissions implements SubmissionStore {
  readonly #states = new Map<string, SubmissionState>();
  readonly #check: () => void;

  constructor(check: () => void) {
    this.#check = check;
  }

  async add(submission: StoredSubmission): ReturnType<SubmissionStore["add"]> {
    this.#check();
    const known = this.#states.get(submission.id);
    if (known !== undefined) return { kind: isDeepStrictEqual(known.submission, submission) ? "added" : "known" };
    this.#states.set(submission.id, { submission, claim: null, outcome: null });
    return { kind: "added" };
  }

  async find(id: string): Promise<SubmissionState | null> {
    this.#check();
    return this.#states.get(id) ?? null;
  }

  async list(limit: number): Promise<readonly SubmissionState[]> {
    this.#check();
    return [...this.#states.values()].toSorted(latestFirst).slice(0, limit);
  }

  async claim(id: string, claim: SubmissionClaim): ReturnType<SubmissionStore["claim"]> {
    this.#check();
    const state = this.#states.get(id);
    if (state === undefined) return { kind: "unknown" };
    if (state.claim !== null)
      return { kind: state.claim.attempt === claim.attempt ? "claimed" : "taken", claim: state.claim };
    this.#states.set(id, { ...state, claim });
    return { kind: "claimed", claim };
  }

  async conclude(id: string, attempt: string, outcome: SubmissionOutcome): ReturnType<SubmissionStore["conclude"]> {
    this.#check();
    const state = this.#states.get(id);
    if (state?.claim?.attempt !== attempt) return { kind: "not-claimed" };
    const first = state.outcome ?? outcome;
    this.#states.set(id, { ...state, outcome: first });
    return { kind: "concluded", outcome: first };
  }
}

/** Ids begin with the time (UUIDv7). */
function latestFirst({ submission: a }: SubmissionState, { submission: b }: SubmissionState): number {
  return a.id < b.id ? 1 : -1;
}
