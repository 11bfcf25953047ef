import type { Value, ValueObject } from "#core/language";
import { isList, type Effect, type SourceRef, type Unresolved, type Verb } from "#core/model";
import type { ArgumentReaders, ArgumentReading, ArgumentRole, ArgumentRoles } from "../ports.ts";
import { own } from "./own.ts";

/** Whose arguments they are, and what they are. */
export interface Called {
  readonly tool: string;
  readonly argument: ValueObject;
  readonly source: SourceRef;
}

const LONGEST = 64 * 1024;
const MOST_TEXTS = 1000;

/** What the arguments of a tool do by themselves, where it is said that they are programs, paths or addresses. Total: what is not understood is unresolved. */
export function argumentEffects(
  { tool, argument, source }: Called,
  roles: ArgumentRoles,
  readers: ArgumentReaders,
): ArgumentReading {
  const effects: Effect[] = [];
  const unresolved: Unresolved[] = [];
  for (const [name, role] of Object.entries({ ...rolesIn(roles, "*"), ...rolesIn(roles, tool) })) {
    const reading = readOne(own(argument, name), role, { readers, source: { ...source, path: ["arguments", name] } });
    effects.push(...reading.effects);
    unresolved.push(...reading.unresolved);
  }
  return { effects, unresolved };
}

function rolesIn(roles: ArgumentRoles, tool: string): ArgumentRoles[string] {
  return Object.hasOwn(roles, tool) ? (roles[tool] ?? {}) : {};
}

interface Reader {
  readonly readers: ArgumentReaders;
  readonly source: SourceRef;
}

const NOTHING: ArgumentReading = { effects: [], unresolved: [] };

function readOne(value: Value | undefined, role: ArgumentRole, { readers, source }: Reader): ArgumentReading {
  if (value === undefined || value === null) return NOTHING;
  const texts = textsIn(value);
  if (texts === null) return notRead(source, "is neither a text nor a list of texts, or too long");
  if (role === "words" && isList(value)) return readers.words(texts, source);
  const readings = texts.map((text) => readText(text, role, { readers, source }));
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

function readText(text: string, role: ArgumentRole, { readers, source }: Reader): ArgumentReading {
  if (role === "shell" || role === "words") return readers.shell(text, source);
  if (role === "sql") return readers.sql(text, source);
  if (role === "url") return readers.url(text, source);
  const path = plainPath(text);
  return path === null
    ? notRead(source, "is no absolute path")
    : readers.file(FILE_VERBS[role] ?? "delete", path, source);
}

/** An absolute path without `.` and `..`; null for what depends on where its reader stands. */
function plainPath(text: string): string | null {
  if (!text.startsWith("/") || text.includes("\0")) return null;
  const steps: string[] = [];
  for (const step of text.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.join("/")}`;
}

function notRead(source: SourceRef, why: string): ArgumentReading {
  const name = String(source.path.at(-1) ?? "");
  return {
    effects: [],
    unresolved: [{ code: "argument-not-read", message: `The argument \`${name}\` ${why}`, source }],
  };
}
