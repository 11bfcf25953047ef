import type { Value } from "#core/language";

/** Settings of Claude Code by their keys. */
export type Settings = Readonly<Record<string, Value>>;

/** A validation that managed settings enforce, whatever users and projects set. */
export interface Rule {
  readonly policy: string;
  readonly validation: string;
  /** What the validation says where the settings hold it; one that says something else under the same name is a gap. */
  readonly expression: string;
  /** The settings by the policy's parameters; null where these ask for nothing. */
  readonly settings: (parameters: Readonly<Record<string, Value>>) => Settings | null;
  readonly differences: readonly string[];
}

/** Asking cannot be switched off, neither by the mode that skips it nor by the one that lets a model answer. */
const ASKING: Settings = { permissions: { disableBypassPermissionsMode: "disable" }, disableAutoMode: "disable" };

const BY_NAME = "weaker: a server that is approved by its name is told by that name, which its user chooses";

/** Tool servers that may be started or called: a list of the organization, beside which no other counts. */
function approvedServers(parameters: Readonly<Record<string, Value>>): Settings {
  const servers = [
    ...textsIn(parameters, "approvedServers").map((serverName) => ({ serverName })),
    ...textsIn(parameters, "approvedEndpoints").map((serverUrl) => ({ serverUrl })),
    ...textsIn(parameters, "approvedCommands").map((command) => ({ serverCommand: command.split(" ") })),
  ];
  return { allowedMcpServers: servers, allowManagedMcpServersOnly: true };
}

function textsIn(parameters: Readonly<Record<string, Value>>, name: string): readonly string[] {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : null;
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function limits(parameters: Readonly<Record<string, Value>>, name: string): boolean {
  return textsIn(parameters, name).includes("claude-code");
}

const TOOLS = "agt-06-tools-approved-and-pinned";
const APPROVAL = "agt-07-approval-for-high-impact";

export const RULES: readonly Rule[] = [
  {
    policy: APPROVAL,
    validation: "asking-not-switched-off",
    expression: "!variables.seen.?approval.?bypassed.orValue(false)",
    settings: () => ASKING,
    differences: [],
  },
  {
    policy: APPROVAL,
    validation: "asking-stays-on",
    expression:
      "!(variables.seen.?client.orValue('') in params.locked) || !variables.seen.?approval.?bypassAllowed.orValue(false)",
    settings: (parameters) => (limits(parameters, "locked") ? ASKING : null),
    differences: [],
  },
  {
    policy: TOOLS,
    validation: "endpoint-approved",
    expression: "!has(variables.tool.endpoint) || variables.tool.endpoint in params.approvedEndpoints",
    settings: approvedServers,
    differences: [BY_NAME],
  },
  {
    policy: TOOLS,
    validation: "command-approved",
    expression: "!has(variables.tool.command) || variables.tool.command in params.approvedCommands",
    settings: approvedServers,
    differences: [BY_NAME, "stricter: a command of which a word holds a space is not known again"],
  },
  {
    policy: TOOLS,
    validation: "servers-limited",
    expression:
      "!(variables.tool.?client.orValue('') in params.limitedClients) || !variables.tool.?managed.orValue(false) || variables.tool.?servers.?limited.orValue(true)",
    settings: (parameters) => (limits(parameters, "limitedClients") ? approvedServers(parameters) : null),
    differences: [],
  },
  {
    policy: TOOLS,
    validation: "listed-servers-approved",
    expression: "variables.unapproved == []",
    settings: approvedServers,
    differences: [],
  },
  {
    policy: TOOLS,
    validation: "projects-bring-none",
    expression: "!variables.tool.?servers.?allProject.orValue(false)",
    settings: () => ({ enableAllProjectMcpServers: false }),
    differences: [],
  },
  {
    policy: "agt-10-agent-actions-have-decisions",
    validation: "hooks-on",
    expression: "!variables.seen.?hooks.?disabled.orValue(false)",
    settings: () => ({ disableAllHooks: false }),
    differences: [],
  },
  {
    policy: "agt-14-blast-radius-bounded",
    validation: "no-free-commands",
    expression: "dyn(resource.properties).?permissions.?wildcards.orValue([]).size() == 0",
    settings: () => ({ allowManagedPermissionRulesOnly: true }),
    differences: ["stricter: no rule of a user allows anything, also one that names a single command"],
  },
];
