import { answerOf, flipOf, ReplayTally, type Answer, type RecordedQuestion, type ReplayReport } from "#core/analysis";
import { decide, type Program } from "#core/decide";
import type { Steps } from "#core/model";
import type { Recording, RecordingRange, RecordingStore } from "#core/store";
import { asAnswer, questionOf } from "#core/wire";
import { inTurns } from "../bundles/in-turns.ts";

/** How many recordings are read at once. */
const PAGE = 100;

/** Which recordings are gone through, from where on, and for how long. */
export interface ReplayStretch extends RecordingRange {
  readonly after: string;
  readonly shadow: string | null;
  readonly budgetMs: number;
}

/** What was found in a stretch of the recordings. */
export interface ReplayedStretch {
  readonly report: ReplayReport;
  /** Recordings that this version of Writ cannot read. */
  readonly unreadable: number;
  /** Where to go on; null after the last recording. */
  readonly next: string | null;
}

/** Gives the other answer to a question; null where there is none. */
export type Answering = (recording: Recording, question: RecordedQuestion) => Answer | null;

/** Answers by a program, as if it had decided. */
export function answeringBy(program: Program): Answering {
  return (_, { proposal, at }) => answerOf(decide(program, proposal, at));
}

/** Answers as the candidate did that ran beside. */
export const answeringAsShadow: Answering = ({ shadow }) => (shadow === null ? null : asAnswer(shadow));

/** Goes through recordings in turns with requests, until the time is over. */
export async function replayStretch(
  recordings: RecordingStore,
  { budgetMs, ...range }: ReplayStretch,
  answering: Answering,
): Promise<ReplayedStretch> {
  const end = performance.now() + budgetMs;
  const tally = new ReplayTally();
  let { after } = range;
  let unreadable = 0;
  for (;;) {
    const page = await recordings.list({ ...range, after, limit: PAGE });
    unreadable += await inTurns(ask(page, answering, tally));
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return { report: tally.report(), unreadable, next: null };
    if (performance.now() > end) return { report: tally.report(), unreadable, next: after };
  }
}

/** Puts the questions of a page one by one; answers how many could not be put. */
function* ask(page: readonly Recording[], answering: Answering, tally: ReplayTally): Steps<number> {
  let unreadable = 0;
  for (const recording of page) {
    const question = questionOf(recording);
    const after = question === null ? null : answering(recording, question);
    if (question === null || after === null) unreadable += 1;
    else tally.add(recording.count, flipOf(question, after));
    yield;
  }
  return unreadable;
}
