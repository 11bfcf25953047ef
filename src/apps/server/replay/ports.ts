import type { Caller } from "#core/access";
import type { BundleFile } from "#core/bundle";
import type { Store } from "#core/store";
import type { CandidateMessage } from "#core/wire";
import { ApiProblem } from "#points/api";
import type { Recorder } from "../evidence/recorder.ts";
import { keepBundle } from "../bundles/keep-bundle.ts";
import type { Candidate, Candidates } from "./candidates.ts";
import type { Shadow } from "./shadow.ts";

/** What the routes about recorded questions work on. */
export interface ReplayPorts {
  readonly store: Store;
  readonly candidates: Candidates;
  readonly shadow: Shadow;
  /** Writes down what this process has heard so far; null where questions are not recorded. */
  readonly flush: (() => Promise<void>) | null;
  /** Null where nothing is recorded as evidence. */
  readonly recorder: Recorder | null;
  readonly now: () => Date;
}

/** Documents of a candidate may be the whole library and more. */
export const LARGEST_CANDIDATE: number = 16 * 1024 * 1024;

/** The candidate that a message names or brings; one that it brings is in the store from then on. */
export async function candidateIn(
  ports: ReplayPorts,
  { bundle, files }: CandidateMessage,
  caller: Caller,
): Promise<Extract<Candidate, { kind: "usable" }> | ApiProblem> {
  if ((bundle === null) === (files === null))
    return new ApiProblem("invalid-request", "Give either `bundle` or `files`");
  const candidate = files === null ? await ports.candidates.find(bundle ?? "") : await take(ports, files, caller);
  if (candidate.kind === "usable") return candidate;
  if (candidate.kind === "unknown") return new ApiProblem("not-found", "There is no bundle with this digest");
  const problems = candidate.problems.map((message) => ({ path: "", message }));
  return new ApiProblem("invalid-request", "The candidate cannot be used", problems);
}

async function take(ports: ReplayPorts, files: readonly BundleFile[], caller: Caller): Promise<Candidate> {
  const candidate = await ports.candidates.check(files);
  if (candidate.kind === "usable") await keepBundle(ports, { digest: candidate.digest, files }, caller);
  return candidate;
}
