import type { Timestamp } from "#core/language";
import { VERBS, visitAlike, type Effect, type Proposal } from "#core/model";
import { bucketOf } from "../program/policy-index.ts";
import type { CompiledProgram } from "../program/program.ts";
import type { Surroundings } from "./environment.ts";
import { judgeBatch } from "./judge-batch.ts";
import type { Tally } from "./tally.ts";

/** One question to one program. */
export interface Case {
  readonly program: CompiledProgram;
  readonly proposal: Proposal;
  readonly now: Timestamp;
}

/** Judges all effects of a proposal by policies, those of agents by grants as well, and what could not be resolved into effects. */
export function judgeEffects(question: Case, tally: Tally): void {
  const { program, proposal, now } = question;
  const { principal, context } = proposal;
  const view = program.index.view(principal.kind, context.point);
  program.frame.ask(principal, context, now);
  const judge = (effect: Effect, position: number): void => {
    program.frame.turnTo(effect);
    const surroundings = program.surveyor.survey(effect.resource, context);
    const bucket = bucketOf(view, effect, surroundings);
    tally.turnTo(position, bucket);
    for (const batch of bucket.batches) judgeBatch(batch, program, tally);
    if (principal.kind === "agent") judgeByGrants(question, effect, surroundings, tally);
    if (!VERBS.includes(effect.verb)) denyVerb(effect, tally);
  };
  try {
    visitAlike(proposal.effects, ({ resource }) => resource.type, judge);
  } finally {
    program.frame.release();
  }
  for (const { message } of context.unresolved) tally.hold("unresolved", message);
}

function judgeByGrants(
  { program, proposal, now }: Case,
  effect: Effect,
  surroundings: Surroundings,
  tally: Tally,
): void {
  const { principal } = proposal;
  const coverage = program.grants.coverage(effect, surroundings, { principal, now });
  if (coverage === "covered") return;
  const act = `\`${effect.verb}\` on ${effect.resource.kind} \`${effect.resource.id}\``;
  if (coverage === "after-approval") tally.hold("approval-required", `${act} needs an approval`, "effect");
  else {
    const obstacles = program.grants.obstacles(effect, surroundings, { principal, now });
    const reason = obstacles.length === 0 ? "" : `: ${obstacles.join(", ")}`;
    tally.deny("no-grant", `No grant lets the agent \`${principal.id}\` do ${act}${reason}`, "effect");
  }
}

function denyVerb({ verb }: Effect, tally: Tally): void {
  tally.deny("invalid-proposal", `\`${verb}\` is not a verb`, "effect");
}
