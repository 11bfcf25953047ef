import type { Timestamp } from "#core/language";
import type { Effect, Proposal } from "#core/model";
import type { CompiledProgram } from "../program/program.ts";

/** Sets the frame of a program on one effect of a proposal for as long as `answer` runs, and leaves nothing of it behind. */
export function askAgain<Answer>(
  { frame }: CompiledProgram,
  { principal, context }: Proposal,
  { effect, now }: { readonly effect: Effect; readonly now: Timestamp },
  answer: () => Answer,
): Answer {
  frame.ask(principal, context, now);
  frame.turnTo(effect);
  try {
    return answer();
  } finally {
    frame.release();
  }
}
