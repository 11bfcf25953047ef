import { decide, type Program } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import { answerOf, type Answer } from "./blame.ts";

/** A question that was asked, when, and what the answer was. */
export interface RecordedQuestion {
  readonly id: string;
  readonly proposal: Proposal;
  readonly at: Timestamp;
  readonly answer: Answer;
}

/** A question whose answer another bundle changes; `stricter` tells in which direction. */
export interface Flip {
  readonly id: string;
  readonly principal: string;
  readonly before: Answer;
  readonly after: Answer;
  readonly stricter: boolean;
}

/** Flips of one direction that the same policies or circumstances account for, for one principal. */
export interface FlipGroup {
  readonly stricter: boolean;
  /** Who stands in the way: afterwards where it got stricter, before where it no longer does. */
  readonly by: readonly string[];
  readonly principal: string;
  readonly ids: readonly string[];
}

const STRICTNESS: Readonly<Record<Answer["effect"], number>> = { allow: 0, hold: 1, deny: 2 };

/**
 * Asks a program once more what was asked before, each question at its own time, and gives those whose effect is another now, in the order asked.
 *
 * Pure and lazy, so that a month of questions never stands in memory at once.
 */
export function* replay(program: Program, questions: Iterable<RecordedQuestion>): Generator<Flip> {
  for (const { id, proposal, at, answer } of questions) {
    const now = answerOf(decide(program, proposal, at));
    if (now.effect === answer.effect) continue;
    const stricter = STRICTNESS[now.effect] > STRICTNESS[answer.effect];
    yield { id, principal: proposal.principal.id, before: answer, after: now, stricter };
  }
}

/** Flips by direction, who stands in the way, and principal: what was let through first, then the largest groups first. */
export function groupFlips(flips: Iterable<Flip>): readonly FlipGroup[] {
  const groups = new Map<string, { group: FlipGroup; ids: string[] }>();
  for (const { id, principal, before, after, stricter } of flips) {
    const by = stricter ? after.by : before.by;
    const key = JSON.stringify([stricter, by, principal]);
    const ids = groups.get(key)?.ids ?? [];
    ids.push(id);
    groups.set(key, { group: { stricter, by, principal, ids }, ids });
  }
  return [...groups.values()].map(({ group }) => group).toSorted(byWeight);
}

function byWeight(a: FlipGroup, b: FlipGroup): number {
  if (a.stricter !== b.stricter) return a.stricter ? 1 : -1;
  return b.ids.length - a.ids.length;
}
