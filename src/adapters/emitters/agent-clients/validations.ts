import type { Rule } from "./client.ts";

type Said = Pick<Rule, "policy" | "validation" | "expression">;

type ValidationName =
  | "askingNotSwitchedOff"
  | "askingStaysOn"
  | "endpointApproved"
  | "commandApproved"
  | "serversLimited"
  | "listedServersApproved"
  | "projectsBringNone"
  | "hooksOn"
  | "noFreeCommands";

const APPROVAL = "agt-07-approval-for-high-impact";
const TOOLS = "agt-06-tools-approved-and-pinned";

/** The validations of the library about settings of clients, as they are said there. */
export const VALIDATIONS: Readonly<Record<ValidationName, Said>> = {
  askingNotSwitchedOff: {
    policy: APPROVAL,
    validation: "asking-not-switched-off",
    expression: "!variables.seen.?approval.?bypassed.orValue(false)",
  },
  askingStaysOn: {
    policy: APPROVAL,
    validation: "asking-stays-on",
    expression:
      "!(variables.seen.?client.orValue('') in params.locked) || !variables.seen.?approval.?bypassAllowed.orValue(false)",
  },
  endpointApproved: {
    policy: TOOLS,
    validation: "endpoint-approved",
    expression: "!has(variables.tool.endpoint) || variables.tool.endpoint in params.approvedEndpoints",
  },
  commandApproved: {
    policy: TOOLS,
    validation: "command-approved",
    expression: "!has(variables.tool.command) || variables.tool.command in params.approvedCommands",
  },
  serversLimited: {
    policy: TOOLS,
    validation: "servers-limited",
    expression:
      "!(variables.tool.?client.orValue('') in params.limitedClients) || !variables.tool.?managed.orValue(false) || variables.tool.?servers.?limited.orValue(true)",
  },
  listedServersApproved: {
    policy: TOOLS,
    validation: "listed-servers-approved",
    expression: "variables.unapproved == []",
  },
  projectsBringNone: {
    policy: TOOLS,
    validation: "projects-bring-none",
    expression: "!variables.tool.?servers.?allProject.orValue(false)",
  },
  hooksOn: {
    policy: "agt-10-agent-actions-have-decisions",
    validation: "hooks-on",
    expression: "!variables.seen.?hooks.?disabled.orValue(false)",
  },
  noFreeCommands: {
    policy: "agt-14-blast-radius-bounded",
    validation: "no-free-commands",
    expression: "dyn(resource.properties).?permissions.?wildcards.orValue([]).size() == 0",
  },
};
