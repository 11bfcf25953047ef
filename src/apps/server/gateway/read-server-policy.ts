import { ARGUMENT_ROLES, KNOWN_SERVERS, rolesOf, type ArgumentRole, type ServerPolicy } from "#points/gateway";
import { choices, isFields, oneOf, type Complain } from "./fields.ts";

/** What is said of a server beside how it is reached. */
export const POLICY_KEYS = ["firstSeen", "package", "arguments"] as const;

const FIRST_SEEN = ["quarantine", "approve"] as const;
/** Any tool, where roles are said by tool. */
const ANY = "*";

/** Reads how the tools of a server are approved, and what their arguments are. What is wrong is told, and leaves the server with less than was meant only because it then does not start. */
export function readServerPolicy(fields: unknown, complain: Complain): ServerPolicy {
  const { firstSeen = "quarantine", package: known = null, arguments: said = {} } = isFields(fields) ? fields : {};
  const first = oneOf(FIRST_SEEN, firstSeen);
  if (first === null) complain(`\`firstSeen\` must be ${choices(FIRST_SEEN)}`);
  const published = known === null ? null : oneOf(Object.keys(KNOWN_SERVERS), known);
  if (known !== null && published === null)
    complain(`\`package\` must be ${choices(Object.keys(KNOWN_SERVERS))}; of others say \`arguments\``);
  return { firstSeen: first ?? "quarantine", roles: rolesOf(published, readRoles(said, complain)) };
}

type Roles = Record<string, Record<string, ArgumentRole>>;

/** `{ command: shell }` is said of all tools, `{ run: { command: shell } }` of one. */
function readRoles(said: unknown, complain: Complain): Roles {
  const roles: Roles = Object.create(null);
  if (!isFields(said)) complain("`arguments` must be a map");
  for (const [name, value] of Object.entries(isFields(said) ? said : {})) {
    const [tool, ofTool] = isFields(value) ? [name, value] : [ANY, { [name]: value }];
    roles[tool] = { ...roles[tool], ...readRolesOfOne(name, ofTool, complain) };
  }
  return roles;
}

function readRolesOfOne(
  where: string,
  ofTool: Readonly<Record<string, unknown>>,
  complain: Complain,
): Record<string, ArgumentRole> {
  const roles: Record<string, ArgumentRole> = Object.create(null);
  for (const [argument, value] of Object.entries(ofTool)) {
    const role = oneOf(ARGUMENT_ROLES, value);
    if (role === null) complain(`\`arguments.${where}\` must say of each argument ${choices(ARGUMENT_ROLES)}`);
    else roles[argument] = role;
  }
  return roles;
}
