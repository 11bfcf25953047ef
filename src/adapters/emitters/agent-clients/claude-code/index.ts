import type { Bundle } from "#core/bundle";
import { agentLimit, deniedTools, joinParts } from "../agents.ts";
import type { AgentClient, AgentPart, Settings } from "../client.ts";
import { FILE, RULES } from "./rules.ts";

/** The tools of the client that a registration can limit by their names; what a shell runs is judged by what it does. */
const TOOLS = ["Edit", "Glob", "Grep", "NotebookEdit", "Read", "Task", "WebFetch", "WebSearch", "Write"] as const;
const PROVIDER = "anthropic/";

/** Managed settings of Claude Code, in one file that its users cannot change. */
export const claudeCode: AgentClient = {
  types: ["claude-code settings", "claude-code server"],
  rules: RULES,
  agents: agentPart,
  write: (_file, settings) => `${JSON.stringify(settings, null, 2)}\n`,
  untold: {
    validation: "no setting of Claude Code says it",
    Grant: "rules of Claude Code speak of its tools, and grants of resources",
    Agent:
      "managed settings are the same for every agent of a machine, and know of no budgets, environments or identities",
  },
};

function agentPart({ agents }: Bundle): AgentPart {
  return joinParts([
    agentLimit({ agents, what: "models", file: FILE }, modelSettings),
    agentLimit({ agents, what: "tools", file: FILE }, toolSettings),
  ]);
}

/** Models of other providers are none that the client has, and a list without any of its own would leave it its default. */
function modelSettings(names: ReadonlySet<string>): Settings | null {
  const own = [...names].filter((name) => name.startsWith(PROVIDER)).map((name) => name.slice(PROVIDER.length));
  return own.length === 0 || names.has(PROVIDER.slice(0, -1)) ? null : { availableModels: own.toSorted() };
}

function toolSettings(names: ReadonlySet<string>): Settings | null {
  const denied = deniedTools("claude-code", TOOLS, names);
  return denied.length === 0 ? null : { permissions: { deny: denied } };
}
