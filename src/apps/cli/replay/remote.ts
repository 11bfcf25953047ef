import { ReplayTally } from "#core/analysis";
import type { CandidateInput, ReplayAnswer, WritClient } from "#client";
import { startProgress } from "../terminal/progress.ts";
import type { ReplayOutcome } from "./outcome.ts";

/** Which recordings of a control plane are asked again. */
export interface RemoteRange {
  readonly since: string;
  readonly until: string | null;
}

/** Lets a control plane ask its recordings again, a stretch at a time, and puts together what it found. */
export async function replayRemote(
  client: WritClient,
  candidate: CandidateInput,
  { since, until }: RemoteRange,
): Promise<ReplayOutcome> {
  const progress = startProgress();
  const tally = new ReplayTally();
  let answer = await client.replay({ ...candidate, since, until });
  let unreadable = take(answer, tally);
  // The end of the first stretch holds for all of them, and the bundle is known by its digest from then on.
  const range = { bundle: answer.bundle, since: answer.since, until: answer.until };
  while (answer.next !== null) {
    progress.step(`${tally.report().replayed.recordings} of ${answer.coverage.recordings} questions`);
    answer = await client.replay({ ...range, after: answer.next });
    unreadable += take(answer, tally);
  }
  progress.done();
  return { ...range, report: tally.report(), unreadable, coverage: answer.coverage };
}

function take({ report, unreadable }: ReplayAnswer, tally: ReplayTally): number {
  tally.merge(report);
  return unreadable;
}
