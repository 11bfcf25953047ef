import { AgentRegister, lineageOf } from "#core/agents";
import type { Bundle } from "#core/bundle";
import type { AgentDocument } from "#core/documents";
import type { Act } from "#points/agents";

const REGISTERS = new WeakMap<Bundle, AgentRegister>();

/** The documents of all agents that have a part in an act: the one that acts, and those on whose behalf. What cannot be told is denied by what decides. */
export function registeredFor({ caller }: Pick<Act, "caller">, bundle: Bundle): readonly AgentDocument[] {
  const lineage = lineageOf(caller.principal, registerOf(bundle));
  return lineage.kind === "broken" ? [] : lineage.members.flatMap(({ agent }) => agent ?? []);
}

/** The document of the agent that acts; null for whoever has none. */
export function agentOf({ principal }: Act["caller"], bundle: Bundle): AgentDocument | null {
  return registerOf(bundle).find(principal);
}

/** The ids of all agents that have a part in an act, registered or not. */
export function agentsOf({ caller }: Pick<Act, "caller">, bundle: Bundle): readonly string[] {
  const { principal } = caller;
  const lineage = lineageOf(principal, registerOf(bundle));
  if (lineage.kind === "broken") return [principal.id];
  const agents = lineage.members.filter(({ isAgent }) => isAgent).map((member) => member.principal.id);
  return [...new Set([...agents, principal.id])];
}

function registerOf(bundle: Bundle): AgentRegister {
  const known = REGISTERS.get(bundle) ?? new AgentRegister(bundle.agents);
  REGISTERS.set(bundle, known);
  return known;
}
