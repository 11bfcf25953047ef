import { decide, type Program } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Principal, Proposal } from "#core/model";
import { answerOf, type Answer } from "./blame.ts";

/** A question that was asked, how often, when last, and what the answer was. */
export interface RecordedQuestion {
  readonly id: string;
  readonly proposal: Proposal;
  readonly at: Timestamp;
  readonly answer: Answer;
  readonly count: number;
}

/** What became of an answer; `other` is between `hold` and `deny`. */
export type FlipKind = "newly-allowed" | "newly-denied" | "other";

/** A question whose answer another bundle changes; `stricter` tells in which direction. */
export interface Flip {
  readonly id: string;
  readonly principal: Pick<Principal, "kind" | "id">;
  /** What was asked for, in a few words. */
  readonly acts: string;
  readonly at: Timestamp;
  readonly before: Answer;
  readonly after: Answer;
  readonly kind: FlipKind;
  readonly stricter: boolean;
  readonly count: number;
}

const STRICTNESS: Readonly<Record<Answer["effect"], number>> = { allow: 0, hold: 1, deny: 2 };

/**
 * Asks a program once more what was asked before, each question at its own time, and gives those whose effect is another now, in the order asked.
 *
 * Pure and lazy, so that a month of questions never stands in memory at once.
 */
export function* replay(program: Program, questions: Iterable<RecordedQuestion>): Generator<Flip> {
  for (const question of questions) {
    const flip = flipOf(question, answerOf(decide(program, question.proposal, question.at)));
    if (flip !== null) yield flip;
  }
}

/** The flip that another answer to a question is; null where its effect is the same. */
export function flipOf({ id, proposal, at, answer, count }: RecordedQuestion, after: Answer): Flip | null {
  if (after.effect === answer.effect) return null;
  const { kind, id: name } = proposal.principal;
  return {
    id,
    principal: { kind, id: name },
    acts: actsOf(proposal),
    at,
    before: answer,
    after,
    kind: kindOf(answer.effect, after.effect),
    stricter: STRICTNESS[after.effect] > STRICTNESS[answer.effect],
    count,
  };
}

function kindOf(before: Answer["effect"], after: Answer["effect"]): FlipKind {
  if (after === "allow") return "newly-allowed";
  return before === "allow" ? "newly-denied" : "other";
}

const LONGEST_ACTS = 200;

function actsOf({ effects }: Proposal): string {
  const [first] = effects;
  if (first === undefined) return "nothing";
  const { kind, type, id } = first.resource;
  const more = effects.length > 1 ? ` and ${effects.length - 1} more` : "";
  return `${first.verb} ${type === "" ? kind : type} ${id}`.slice(0, LONGEST_ACTS) + more;
}
