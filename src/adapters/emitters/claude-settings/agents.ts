import type { Bundle } from "#core/bundle";
import type { AgentDocument } from "#core/documents";
import type { Covered } from "../emission.ts";
import type { Settings } from "./rules.ts";

/** What becomes of the agents that are registered. */
export interface AgentPart {
  readonly settings: readonly Settings[];
  readonly covered: readonly Covered[];
}

/** The tools of the client that a registration can limit by their names; what a shell runs is judged by what it does. */
const TOOLS = ["Edit", "Glob", "Grep", "NotebookEdit", "Read", "Task", "WebFetch", "WebSearch", "Write"] as const;
const CLIENT = "claude-code";
const PROVIDER = "anthropic/";

/**
 * The models and tools of the registered agents as settings. They are the same for every agent of a machine, so that they let through what one of them may use.
 */
export function agentPart({ agents }: Bundle, file: string): AgentPart {
  const parts = [limit(agents, "models", modelSettings), limit(agents, "tools", toolSettings)];
  return {
    settings: parts.flatMap((part) => (part === null ? [] : [part.settings])),
    covered: parts.flatMap((part) => part?.names.map((name) => covered(name, part.what, file, agents.length)) ?? []),
  };
}

interface Limit {
  readonly what: string;
  readonly settings: Settings;
  readonly names: readonly string[];
}

function limit(
  agents: readonly AgentDocument[],
  what: "models" | "tools",
  settingsFor: (names: ReadonlySet<string>) => Settings | null,
): Limit | null {
  const lists = agents.map(({ spec }) => spec[what].map((one) => (typeof one === "string" ? one : one.name)));
  if (lists.length === 0) return null;
  const settings = settingsFor(new Set(lists.flat()));
  return settings === null ? null : { what, settings, names: agents.map(({ metadata }) => metadata.name) };
}

/** Models of other providers are none that the client has, and a list without any of its own would leave it its default. */
function modelSettings(names: ReadonlySet<string>): Settings | null {
  const own = [...names].filter((name) => name.startsWith(PROVIDER)).map((name) => name.slice(PROVIDER.length));
  return own.length === 0 || names.has(PROVIDER.slice(0, -1)) ? null : { availableModels: own.toSorted() };
}

function toolSettings(names: ReadonlySet<string>): Settings | null {
  const denied = names.has(CLIENT) ? [] : TOOLS.filter((tool) => !names.has(`${CLIENT}/${tool}`));
  return denied.length === 0 ? null : { permissions: { deny: denied } };
}

function covered(policy: string, validation: string, by: string, count: number): Covered {
  const together = "weaker: every agent of the machine may use what one of them may";
  return { policy, validation, kind: "*", types: ["*"], by, differences: count > 1 ? [together] : [] };
}
