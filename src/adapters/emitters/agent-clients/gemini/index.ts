import type { Bundle } from "#core/bundle";
import type { Value } from "#core/language";
import { agentLimit, deniedTools } from "../agents.ts";
import { textsIn, Untold, type AgentClient, type AgentPart, type Rule, type Settings } from "../client.ts";
import { writeToml } from "../toml.ts";
import { VALIDATIONS } from "../validations.ts";

/** What takes the place of whatever users set (`/etc/gemini-cli/settings.json`). */
const SETTINGS = "settings.json";
/** Rules of the tier of administrators (`/etc/gemini-cli/policies`), which stands above those of users, extensions and the client. */
const POLICIES = "policies/writ.toml";

/** The tools of the client that a registration can limit by their names; what a shell runs is judged by what it does. */
const TOOLS = [
  "glob",
  "google_web_search",
  "grep_search",
  "list_directory",
  "read_file",
  "read_many_files",
  "replace",
  "save_memory",
  "web_fetch",
  "write_file",
] as const;

/** The first rule that holds counts: what is denied for all, then what is asked about by name, then everything else. */
const [FIRST, SECOND, LAST] = [990n, 980n, 970n];
const ASKS = [
  "stricter: the user is asked each time, also about what was allowed for good, and where nobody can be asked it is denied",
  "weaker: what a rule of the user denies there is asked about, since an administrator's rule stands above it",
] as const;
/** Every mode but the one for planning, whose own rules deny more. */
const MODES = ["default", "autoEdit", "yolo"];
const BY_NAME = "weaker: a server is told by its name, which its user chooses";

const ASKING: Settings = { security: { disableYoloMode: true } };

/** Servers that are named may be asked for, and no other. A flag of the command line takes the place of `mcp.allowed`, and of no rule. */
function approvedServers(parameters: Readonly<Record<string, Value>>): Settings | Untold {
  const names = textsIn(parameters, "approvedServers");
  const others = [...textsIn(parameters, "approvedEndpoints"), ...textsIn(parameters, "approvedCommands")];
  if (others.length > 0) return new Untold("rules of Gemini CLI know servers by their names alone");
  const odd = names.find((name) => !/^[A-Za-z0-9-]{1,128}$/.test(name));
  if (odd !== undefined)
    return new Untold(
      `Gemini CLI does not tell the server \`${odd}\` from others: its name may hold letters, digits and \`-\``,
    );
  const asked = { decision: "ask_user", priority: SECOND, modes: MODES };
  return {
    rule: [
      ...names.map((mcpName) => ({ toolName: "*", mcpName, ...asked })),
      { toolName: "*", mcpName: "*", decision: "deny", priority: LAST },
    ],
  };
}

function limits(parameters: Readonly<Record<string, Value>>, name: string): boolean {
  return textsIn(parameters, name).includes("gemini");
}

const RULES: readonly Rule[] = [
  { ...VALIDATIONS.askingNotSwitchedOff, file: SETTINGS, settings: () => ASKING, differences: [] },
  {
    ...VALIDATIONS.askingStaysOn,
    file: SETTINGS,
    settings: (parameters) => (limits(parameters, "locked") ? ASKING : null),
    differences: [],
  },
  { ...VALIDATIONS.endpointApproved, file: POLICIES, settings: approvedServers, differences: [BY_NAME, ...ASKS] },
  { ...VALIDATIONS.commandApproved, file: POLICIES, settings: approvedServers, differences: [BY_NAME, ...ASKS] },
  { ...VALIDATIONS.hooksOn, file: SETTINGS, settings: () => ({ hooksConfig: { enabled: true } }), differences: [] },
  {
    ...VALIDATIONS.noFreeCommands,
    file: POLICIES,
    settings: () => ({
      rule: [
        {
          toolName: ["run_shell_command", "write_file", "replace", "web_fetch"],
          decision: "ask_user",
          priority: SECOND,
          modes: MODES,
        },
      ],
    }),
    differences: ASKS,
  },
];

/** Settings and policies of Gemini CLI, which it heeds where root owns their folder and nobody else may write there. */
export const gemini: AgentClient = {
  types: ["gemini settings", "gemini server"],
  rules: RULES,
  agents: agentPart,
  write: (file, settings) => (file === POLICIES ? writeToml(settings) : `${JSON.stringify(settings, null, 2)}\n`),
  untold: {
    validation: "no setting or rule of Gemini CLI says it",
    Grant: "rules of Gemini CLI speak of its tools, and grants of resources",
    Agent:
      "rules of Gemini CLI are the same for every agent of a machine, and know of no budgets, models, environments or identities",
  },
};

function agentPart({ agents }: Bundle): AgentPart {
  return agentLimit({ agents, what: "tools", file: POLICIES }, (names) => {
    const denied = deniedTools("gemini", TOOLS, names);
    const denyMessage = "No agent of this machine may use this tool";
    return denied.length === 0
      ? null
      : { rule: [{ toolName: denied, decision: "deny", priority: FIRST, denyMessage }] };
  });
}
