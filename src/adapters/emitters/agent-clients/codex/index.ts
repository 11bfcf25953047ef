import type { Value } from "#core/language";
import { textsIn, Untold, type AgentClient, type Rule, type Settings } from "../client.ts";
import { writeToml } from "../toml.ts";
import { VALIDATIONS } from "../validations.ts";

const FILE = "requirements.toml";

/** Every policy for approvals but `never`. Where a policy is set that is not among them, Codex takes one of them and says so. */
const ASKING: Settings = { allowed_approval_policies: ["untrusted", "on-request"] };
const SANDBOXED: Settings = { allowed_sandbox_modes: ["read-only", "workspace-write"] };

const KNOWN_BY_BOTH =
  "Codex knows a server by its name and its command or address together, which the parameters list apart: write `[mcp_servers.<name>.identity]` by hand";

/** No server where none is approved. */
function approvedServers(parameters: Readonly<Record<string, Value>>): Settings | Untold {
  const approved = ["approvedServers", "approvedEndpoints", "approvedCommands"].flatMap((name) =>
    textsIn(parameters, name),
  );
  return approved.length === 0 ? { mcp_servers: {} } : new Untold(KNOWN_BY_BOTH);
}

function limits(parameters: Readonly<Record<string, Value>>, name: string): boolean {
  return textsIn(parameters, name).includes("codex");
}

const RULES: readonly Rule[] = [
  { ...VALIDATIONS.askingNotSwitchedOff, file: FILE, settings: () => ASKING, differences: [] },
  {
    ...VALIDATIONS.askingStaysOn,
    file: FILE,
    settings: (parameters) => (limits(parameters, "locked") ? ASKING : null),
    differences: [],
  },
  { ...VALIDATIONS.endpointApproved, file: FILE, settings: approvedServers, differences: [] },
  { ...VALIDATIONS.commandApproved, file: FILE, settings: approvedServers, differences: [] },
  {
    ...VALIDATIONS.serversLimited,
    file: FILE,
    settings: (parameters) => (limits(parameters, "limitedClients") ? approvedServers(parameters) : null),
    differences: [],
  },
  { ...VALIDATIONS.listedServersApproved, file: FILE, settings: approvedServers, differences: [] },
  { ...VALIDATIONS.hooksOn, file: FILE, settings: () => ({ features: { hooks: true } }), differences: [] },
  {
    ...VALIDATIONS.noFreeCommands,
    file: FILE,
    settings: () => ({ ...ASKING, ...SANDBOXED }),
    differences: ["stricter: nothing runs outside a sandbox, also after somebody was asked"],
  },
];

/** Requirements of Codex: what an organization lets its users choose (`/etc/codex/requirements.toml`). */
export const codex: AgentClient = {
  types: ["codex config", "codex hooks", "codex requirements", "codex server"],
  rules: RULES,
  agents: () => ({ settings: [], covered: [] }),
  write: (_file, settings) => writeToml(settings),
  untold: {
    validation: "no requirement of Codex says it",
    Grant: "requirements of Codex speak of modes and servers, and grants of resources",
    Agent:
      "requirements of Codex are the same for every agent of a machine, and limit neither its own tools nor models",
  },
};
