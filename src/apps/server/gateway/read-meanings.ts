import { resolve } from "node:path";
import { SQL_DIALECTS } from "#adapters/sources";
import {
  ARGUMENT_ROLES,
  commandProblem,
  type ArgumentMeaning,
  type ArgumentRole,
  type ToolCommands,
} from "#points/gateway";
import { choices, isFields, isTexts, oneOf, type Complain, type Fields } from "./fields.ts";

type Meaning = ArgumentRole | ArgumentMeaning;
type Meanings = Record<string, Meaning>;

/** Any tool, where arguments are said by tool. */
const ANY = "*";

/**
 * Reads what arguments are: `{ command: shell }` is said of all tools, `{ run: { command: shell } }` of one. With what more is known of an argument it is a map,
 * `{ run: { command: { as: shell, cwd: /srv } } }`, and of all tools it stands below `*`.
 */
export function readArguments(said: unknown, folder: string, complain: Complain): Record<string, Meanings> {
  const roles: Record<string, Meanings> = Object.create(null);
  if (!isFields(said)) complain("`arguments` must be a map");
  for (const [name, value] of Object.entries(isFields(said) ? said : {})) {
    const [tool, ofTool] = isFields(value) ? [name, value] : [ANY, { [name]: value }];
    if (tool === name && typeof ofTool["as"] === "string")
      complain(`\`arguments.${name}\` is where a tool is named: say what an argument of all tools is below \`"*"\``);
    roles[tool] = { ...roles[tool], ...readTool(`arguments.${name}`, ofTool, { folder, complain }) };
  }
  return roles;
}

interface Reader {
  readonly folder: string;
  readonly complain: Complain;
}

function readTool(where: string, ofTool: Fields, { folder, complain }: Reader): Meanings {
  const meanings: Meanings = Object.create(null);
  for (const [argument, value] of Object.entries(ofTool)) {
    const hear = (problem: string): void => complain(`\`${where}\` must say of each argument ${problem}`);
    const meaning = readMeaning(value, { folder, complain: hear });
    if (meaning !== null) meanings[argument] = meaning;
  }
  return meanings;
}

const KNOWN: ReadonlySet<string> = new Set(["as", "dialect", "cwd"]);

function readMeaning(value: unknown, { folder, complain }: Reader): Meaning | null {
  const fields = isFields(value) ? value : { as: value };
  const role = oneOf(ARGUMENT_ROLES, fields["as"]);
  const { dialect: whose = "other", cwd } = fields;
  const dialect = oneOf(SQL_DIALECTS, whose);
  const isFolder = cwd === undefined || typeof cwd === "string";
  if (role === null) complain(choices(ARGUMENT_ROLES));
  if (dialect === null) complain(`a \`dialect\` that is ${choices(SQL_DIALECTS)}`);
  if (!isFolder) complain("a `cwd` that is a folder");
  if (Object.keys(fields).some((key) => !KNOWN.has(key))) complain("no more than `as`, `dialect` and `cwd`");
  if (role === null || dialect === null || !isFolder) return null;
  return { as: role, dialect, ...(cwd === undefined ? {} : { cwd: resolve(folder, cwd) }) };
}

/** Reads which command lines do what tools do: as texts with spaces between the words, or as lists of words. */
export function readCommands(said: unknown, complain: Complain): ToolCommands {
  const commands: Record<string, readonly string[]> = Object.create(null);
  if (!isFields(said)) complain("`commands` must be a map");
  for (const [tool, line] of Object.entries(isFields(said) ? said : {})) {
    const words = typeof line === "string" ? line.trim().split(/\s+/) : line;
    const problem = isTexts(words) ? commandProblem(words) : "be a command line";
    if (problem !== null) complain(`\`commands.${tool}\` must ${problem}`);
    else if (isTexts(words)) commands[tool] = words;
  }
  return commands;
}
