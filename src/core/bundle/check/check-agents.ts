import { boundIds } from "#core/agents";
import type { AgentDocument } from "#core/documents";
import { reportAt, type CheckContext } from "./check-context.ts";
import { checkEnvironments } from "./check-subject.ts";

/** Checks agents against what is loaded and against each other: whoever proves an identity must be one agent. */
export function checkAgents(agents: readonly AgentDocument[], context: CheckContext): void {
  const owners = new Map<string, AgentDocument>();
  for (const agent of agents.toSorted(byName)) {
    checkEnvironments(agent, agent.spec.environments, ["spec", "environments"], context);
    for (const { key, id } of boundIds(agent)) {
      const other = owners.get(id);
      if (other === undefined) owners.set(id, agent);
      else reportTwice(agent, other, key, context);
    }
  }
}

function byName({ metadata: a }: AgentDocument, { metadata: b }: AgentDocument): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function reportTwice(agent: AgentDocument, other: AgentDocument, key: string, context: CheckContext): void {
  const message = `\`spec.identity.${key}\` is an identity of the agent \`${other.metadata.name}\` already, so that nobody could tell which of the two proved it`;
  const hint = "Give each agent an identity of its own";
  const problem = { code: "bundle-agent-identity-twice", severity: "error", message, hint } as const;
  reportAt(agent, { ...problem, path: ["spec", "identity", key] }, context);
}
