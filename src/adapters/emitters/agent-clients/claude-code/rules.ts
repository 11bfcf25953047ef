import type { Value } from "#core/language";
import { textsIn, type Rule, type Settings } from "../client.ts";
import { VALIDATIONS } from "../validations.ts";

export const FILE = "managed-settings.json";

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

function limits(parameters: Readonly<Record<string, Value>>, name: string): boolean {
  return textsIn(parameters, name).includes("claude-code");
}

export const RULES: readonly Rule[] = [
  { ...VALIDATIONS.askingNotSwitchedOff, file: FILE, settings: () => ASKING, differences: [] },
  {
    ...VALIDATIONS.askingStaysOn,
    file: FILE,
    settings: (parameters) => (limits(parameters, "locked") ? ASKING : null),
    differences: [],
  },
  { ...VALIDATIONS.endpointApproved, file: FILE, settings: approvedServers, differences: [BY_NAME] },
  {
    ...VALIDATIONS.commandApproved,
    file: FILE,
    settings: approvedServers,
    differences: [BY_NAME, "stricter: a command of which a word holds a space is not known again"],
  },
  {
    ...VALIDATIONS.serversLimited,
    file: FILE,
    settings: (parameters) => (limits(parameters, "limitedClients") ? approvedServers(parameters) : null),
    differences: [],
  },
  { ...VALIDATIONS.listedServersApproved, file: FILE, settings: approvedServers, differences: [] },
  {
    ...VALIDATIONS.projectsBringNone,
    file: FILE,
    settings: () => ({ enableAllProjectMcpServers: false }),
    differences: [],
  },
  { ...VALIDATIONS.hooksOn, file: FILE, settings: () => ({ disableAllHooks: false }), differences: [] },
  {
    ...VALIDATIONS.noFreeCommands,
    file: FILE,
    settings: () => ({ allowManagedPermissionRulesOnly: true }),
    differences: ["stricter: no rule of a user allows anything, also one that names a single command"],
  },
];
