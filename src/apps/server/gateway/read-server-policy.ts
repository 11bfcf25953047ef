import { resolve } from "node:path";
import { KNOWN_SERVERS, meaningsOf, type ServerPolicy } from "#points/gateway";
import { choices, isFields, oneOf, type Complain, type Fields } from "./fields.ts";
import { readArguments, readCommands } from "./read-meanings.ts";

/** What is said of a server beside how it is reached. */
export const POLICY_KEYS = ["firstSeen", "package", "arguments", "commands", "workspace"] as const;

const FIRST_SEEN = ["quarantine", "approve"] as const;

/**
 * Reads how the tools of a server are approved, and what they do with their arguments; paths start from `folder`. What is wrong is told, and leaves the server with
 * less than was meant only because it then does not start.
 */
export function readServerPolicy(said: unknown, folder: string, complain: Complain): ServerPolicy {
  const fields = isFields(said) ? said : {};
  const { firstSeen = "quarantine", workspace = null } = fields;
  const first = oneOf(FIRST_SEEN, firstSeen);
  if (first === null) complain(`\`firstSeen\` must be ${choices(FIRST_SEEN)}`);
  if (workspace !== null && typeof workspace !== "string") complain("`workspace` must be a folder");
  return {
    firstSeen: first ?? "quarantine",
    workspace: typeof workspace === "string" ? resolve(folder, workspace) : null,
    ...readMeanings(fields, folder, complain),
  };
}

function readMeanings(fields: Fields, folder: string, complain: Complain): ReturnType<typeof meaningsOf> {
  const { package: known = null, arguments: given = {}, commands = {} } = fields;
  const published = known === null ? null : oneOf(Object.keys(KNOWN_SERVERS), known);
  if (known !== null && published === null)
    complain(`\`package\` must be ${choices(Object.keys(KNOWN_SERVERS))}; of others say \`arguments\` or \`commands\``);
  const roles = readArguments(given, folder, complain);
  return meaningsOf(published, { roles, commands: readCommands(commands, complain) });
}
