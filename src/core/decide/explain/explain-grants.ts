import { lineageOf } from "#core/agents";
import { InvariantError } from "#core/diagnostics";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { Standing } from "../judge/grants.ts";
import { openProgram, type Program } from "../program/program.ts";
import { askAgain } from "./ask-again.ts";

/** How one grant that is for a principal and a resource stands to an effect. */
export interface GrantStanding extends Standing {
  /** The id of the agent that the grant is for: the one that acts, or one on whose behalf it does. */
  readonly agent: string;
}

/** How the grants stand to one effect of a proposal, of everybody who needs one. Throws `InvariantError` for an effect that the proposal does not have. */
export function explainGrants(
  program: Program,
  proposal: Proposal,
  position: number,
  now: Timestamp,
): readonly GrantStanding[] {
  const opened = openProgram(program);
  const effect = proposal.effects[position];
  if (effect === undefined) throw new InvariantError("foreign-question", `No effect ${position} to explain`);
  const lineage = lineageOf(proposal.principal, opened.agents);
  if (lineage.kind === "broken") return [];
  return askAgain(opened, proposal, { effect, now }, () => {
    const surroundings = opened.surveyor.survey(effect.resource, proposal.context);
    return lineage.members
      .filter(({ isAgent }) => isAgent)
      .flatMap(({ principal }) => {
        opened.frame.speakAs(principal);
        const standings = opened.grants.standings(effect, surroundings, { principal, now });
        return standings.map((one) => ({ ...one, agent: principal.id }));
      });
  });
}
