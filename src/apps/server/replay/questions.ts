import { hash } from "node:crypto";
import { answerOf, type Answer } from "#core/analysis";
import { decide, type Program } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { Recording } from "#core/store";
import { proposalIn } from "#core/wire";

const DAY = "2026-01-01".length;

/** What a recording is made of. */
export interface Draft extends Pick<Recording, "proposal" | "bundle" | "answer" | "shadow"> {
  readonly asked: Proposal;
  readonly now: Timestamp;
}

/** Makes the recording that stands for one decision. */
export function recordingOf({ proposal, bundle, answer, shadow, asked, now }: Draft): Recording {
  const at = new Date(now.seconds * 1000 + Math.floor(now.nanos / 1_000_000)).toISOString();
  const digest = hash("sha256", proposal);
  const { point } = asked.context;
  const { kind, id } = asked.principal;
  const what = JSON.stringify([digest, bundle, answer, shadow]);
  return {
    id: `${at.slice(0, DAY)}-${hash("sha256", what)}`,
    proposal,
    digest,
    point,
    principal: { kind, id },
    bundle,
    answer,
    shadow,
    at,
    count: 1,
  };
}

/** Whether what was written down is read again as a question with the same answer. */
export function isRepeatable(program: Program, proposal: string, now: Timestamp, { effect }: Answer): boolean {
  const asked = proposalIn(proposal);
  return asked !== null && answerOf(decide(program, asked, now)).effect === effect;
}
