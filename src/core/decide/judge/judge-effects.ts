import type { Timestamp } from "#core/language";
import { VERBS, visitAlike, type Effect, type Proposal } from "#core/model";
import { bucketOf } from "../program/policy-index.ts";
import type { CompiledProgram } from "../program/program.ts";
import { Delegation } from "./delegation.ts";
import { judgeBatch } from "./judge-batch.ts";
import type { Tally } from "./tally.ts";

/** One question to one program. */
export interface Case {
  readonly program: CompiledProgram;
  readonly proposal: Proposal;
  readonly now: Timestamp;
}

/** Judges all effects of a proposal by policies, those of agents and on their behalf by grants as well, and what could not be resolved into effects. */
export function judgeEffects(question: Case, tally: Tally): void {
  const { program, proposal, now } = question;
  const { principal, context } = proposal;
  const delegation = principal.kind === "agent" || principal.chain.length > 0 ? new Delegation(question, tally) : null;
  const view = program.index.view(delegation?.kinds ?? principal.kind, context.point);
  program.frame.ask(principal, context, now);
  const judge = (effect: Effect, position: number): void => {
    program.frame.turnTo(effect);
    const surroundings = program.surveyor.survey(effect.resource, context);
    const bucket = bucketOf(view, effect, surroundings);
    tally.turnTo(position, bucket);
    for (const batch of bucket.batches) judgeBatch(batch, program, tally);
    if (delegation !== null) delegation.judge(effect, surroundings);
    if (!VERBS.includes(effect.verb)) denyVerb(effect, tally);
  };
  try {
    visitAlike(proposal.effects, ({ resource }) => resource.type, judge);
  } finally {
    program.frame.release();
  }
  for (const { message } of context.unresolved) tally.hold("unresolved", message);
}

function denyVerb({ verb }: Effect, tally: Tally): void {
  tally.deny("invalid-proposal", `\`${verb}\` is not a verb`, "effect");
}
