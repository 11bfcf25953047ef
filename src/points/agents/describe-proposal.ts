import { describeEffects, type Kinds } from "#core/kinds";
import type { Effect, Proposal } from "#core/model";

/** Whoever calls one of these says all of it that a call has. */
const CALLED: ReadonlySet<string> = new Set(["Tool", "AiModel"]);

/** The proposal with an unknown for whatever an act does not say of the resources that it names: what is not said of them is no default of theirs. */
export function describeProposal(kinds: Kinds, proposal: Proposal): Proposal {
  const effects = proposal.effects.flatMap((effect) => (isCalled(effect) ? effect : describeEffects(kinds, [effect])));
  return { ...proposal, effects };
}

function isCalled({ resource }: Effect): boolean {
  return CALLED.has(resource.kind);
}
