import type { Value } from "#core/language";
import type { Proposal } from "#core/model";
import {
  decisionMessage,
  list,
  named,
  proposal,
  readTagged,
  record,
  required,
  type DecisionMessage,
  type MessageResult,
  type Shape,
} from "#core/wire";

const MOST_PROPOSALS = 1000;

/** Proposals that are decided on each by itself, by one bundle. */
export interface ProposalsMessage {
  readonly proposals: readonly Proposal[];
}

/** In the order of the proposals. */
export interface DecisionsMessage {
  readonly decisions: readonly DecisionMessage[];
}

export const proposalsMessage: Shape<ProposalsMessage> = named(
  "Proposals",
  record<ProposalsMessage>("proposals", {
    proposals: required(list(proposal, "proposals", MOST_PROPOSALS), "what is decided on"),
  }),
);

export const decisionsMessage: Shape<DecisionsMessage> = named(
  "Decisions",
  record<DecisionsMessage>("decisions", {
    decisions: required(list(decisionMessage, "decisions", MOST_PROPOSALS), "in the order of the proposals"),
  }),
);

/** Reads proposals as `readProposal` reads one. */
export function readProposals(body: Value): MessageResult<ProposalsMessage> {
  return readTagged(proposalsMessage, body);
}
