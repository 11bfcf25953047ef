import type { AgentDocument } from "#core/documents";
import type { Covered } from "../emission.ts";
import type { AgentPart, Settings } from "./client.ts";

/** What of the agents of a machine is limited where. */
export interface Limited {
  readonly agents: readonly AgentDocument[];
  readonly what: "models" | "tools";
  readonly file: string;
}

/**
 * The models or tools of the registered agents as settings. They are the same for every agent of a machine, so that they let through what one of them may use; nothing
 * is limited where one of them is not.
 */
export function agentLimit(
  { agents, what, file }: Limited,
  settingsFor: (names: ReadonlySet<string>) => Settings | null,
): AgentPart {
  const lists = agents.map(({ spec }) => spec[what].map((one) => (typeof one === "string" ? one : one.name)));
  const isOpen = lists.length === 0 || lists.some((list) => list.length === 0);
  const settings = isOpen ? null : settingsFor(new Set(lists.flat()));
  if (settings === null) return { settings: [], covered: [] };
  const together = agents.length > 1 ? ["weaker: every agent of the machine may use what one of them may"] : [];
  return {
    settings: [{ file, settings }],
    covered: agents.map(({ metadata }) => covered(metadata.name, what, file, together)),
  };
}

/** Several parts as one. */
export function joinParts(parts: readonly AgentPart[]): AgentPart {
  return {
    settings: parts.flatMap(({ settings }) => settings),
    covered: parts.flatMap((part) => part.covered),
  };
}

/** The client's own tools that no agent has. */
export function deniedTools(client: string, tools: readonly string[], names: ReadonlySet<string>): string[] {
  return names.has(client) ? [] : tools.filter((tool) => !names.has(`${client}/${tool}`));
}

function covered(policy: string, validation: string, by: string, differences: readonly string[]): Covered {
  return { policy, validation, kind: "*", types: ["*"], by, differences };
}
