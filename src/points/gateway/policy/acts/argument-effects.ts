import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type SourceRef, type Verb } from "#core/model";
import type {
  ArgumentMeaning,
  ArgumentReaders,
  ArgumentReading,
  ArgumentRole,
  ArgumentRoles,
  ArgumentSetting,
  ServerPolicy,
} from "../ports.ts";
import { argumentsOf, fillCommand } from "./command-line.ts";
import { own, ownObject } from "./own.ts";

/** Whose arguments they are, and what they are. */
export interface Called {
  readonly tool: string;
  /** How the tool was approved. */
  readonly definition: ValueObject;
  readonly argument: ValueObject;
  readonly source: SourceRef;
}

/** What the operator says of a server that bears on what its tools do. */
export type Meanings = Pick<ServerPolicy, "roles" | "commands" | "workspace">;

const LONGEST = 64 * 1024;
const MOST_TEXTS = 1000;

/** Whether nothing is said of any tool. */
export function saysNothing({ roles, commands }: Meanings): boolean {
  return Object.keys(roles).length === 0 && Object.keys(commands).length === 0;
}

/** What a call of a tool does beside the call, where it is said that the tool is a command line, or that arguments are programs, paths or addresses. Total: what is not understood is unresolved. */
export function argumentEffects(called: Called, meanings: Meanings, readers: ArgumentReaders): ArgumentReading {
  const { tool, argument, source } = called;
  const readings = Object.entries({ ...rolesIn(meanings.roles, "*"), ...rolesIn(meanings.roles, tool) }).map(
    ([name, role]) => {
      const { as, ...circumstances } = meaningOf(role);
      const at = { ...source, path: ["arguments", name] };
      return readOne(own(argument, name), as, { readers, setting: settingOf(meanings, at, circumstances) });
    },
  );
  readings.push(readLine(called, meanings, readers));
  return { effects: readings.flatMap(({ effects }) => effects), unresolved: readings.flatMap((one) => one.unresolved) };
}

function rolesIn(roles: ArgumentRoles, tool: string): ArgumentRoles[string] {
  return Object.hasOwn(roles, tool) ? (roles[tool] ?? {}) : {};
}

function meaningOf(role: ArgumentRole | ArgumentMeaning): ArgumentMeaning {
  return typeof role === "string" ? { as: role } : role;
}

interface Reader {
  readonly readers: ArgumentReaders;
  readonly setting: ArgumentSetting;
}

const NOTHING: ArgumentReading = { effects: [], unresolved: [] };

function readOne(value: Value | undefined, role: ArgumentRole, { readers, setting }: Reader): ArgumentReading {
  if (value === undefined || value === null) return NOTHING;
  const texts = textsIn(value);
  if (texts === null) return notRead(setting.source, "is neither a text nor a list of texts, or too long");
  if (role === "words" && isList(value)) return readers.words(texts, setting);
  const readings = texts.map((text) => readText(text, role, { readers, setting }));
  return { effects: readings.flatMap(({ effects }) => effects), unresolved: readings.flatMap((one) => one.unresolved) };
}

function textsIn(value: Value): readonly string[] | null {
  const texts = isList(value) ? value : [value];
  if (texts.length > MOST_TEXTS) return null;
  return texts.every((text) => typeof text === "string" && text.length <= LONGEST) ? texts.map(String) : null;
}

const FILE_VERBS: Readonly<Record<string, Verb>> = {
  "file-read": "read",
  "file-write": "update",
  "file-delete": "delete",
};

function readText(text: string, role: ArgumentRole, { readers, setting }: Reader): ArgumentReading {
  if (role === "shell" || role === "words") return readers.shell(text, setting);
  if (role === "sql") return readers.sql(text, setting);
  if (role === "url") return readers.url(text, setting);
  const strange = strangeness(text, setting.cwd);
  return strange === null
    ? readers.file(FILE_VERBS[role] ?? "delete", text, setting)
    : notRead(setting.source, strange);
}

/** Servers take spaces and quotes from the ends of paths, and expand homes: `/shared/.."` is the folder above. */
const ADORNED = /^[\s"'`]|[\s"'`]$/;

/** Why nobody can tell which file a path is; null where it can be told. */
function strangeness(path: string, cwd: string | null): string | null {
  if (ADORNED.test(path) || path.includes("\0")) return "is a path with a quote, a space or a zero at an end";
  const isTold = path.startsWith("/") || (cwd !== null && /^[\w.][^\\]*$/.test(path));
  return isTold ? null : "is no absolute path";
}

function readLine(called: Called, meanings: Meanings, readers: ArgumentReaders): ArgumentReading {
  const { tool, argument, source } = called;
  const line = Object.hasOwn(meanings.commands, tool) ? meanings.commands[tool] : undefined;
  if (line === undefined) return NOTHING;
  const at = (name: string): SourceRef => ({ ...source, path: ["arguments", name] });
  const foreign = argumentsOf(line).find((name) => !isTaken(called, name));
  if (foreign !== undefined) return notRead(at(foreign), "is none that the tool says it takes");
  const filled = fillCommand(line, argument);
  return filled.bad === null
    ? readers.words(filled.words, settingOf(meanings, source))
    : notRead(at(filled.bad), "cannot stand in the command line that the tool is");
}

/** Whether a server looks at an argument where it is given: one that it ignores would say of the act what is not so. */
function isTaken({ definition, argument }: Called, name: string): boolean {
  const taken = own(ownObject(definition, "inputSchema"), "properties") ?? null;
  return (own(argument, name) ?? null) === null || !isObject(taken) || Object.hasOwn(taken, name);
}

/** As whom, and with which variables, a server does what it is asked nobody knows. */
function settingOf(
  { workspace }: Meanings,
  source: SourceRef,
  { dialect = "other", cwd }: Omit<ArgumentMeaning, "as"> = {},
): ArgumentSetting {
  return { dialect, cwd: cwd ?? null, home: null, workspace, env: new Map(), reach: [], depth: 0, source };
}

function notRead(source: SourceRef, why: string): ArgumentReading {
  const name = String(source.path.at(-1) ?? "");
  return {
    effects: [],
    unresolved: [{ code: "argument-not-read", message: `The argument \`${name}\` ${why}`, source }],
  };
}
