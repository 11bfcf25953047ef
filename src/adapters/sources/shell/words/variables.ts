import { SECRET_NAME } from "#core/kinds";
import type { Context } from "../context.ts";
import { NUMBER, UNKNOWN, type Scope, type Variable } from "../scope/index.ts";

const NUMBERS = new Set(["#", "?", "$", "!", "BASHPID", "EUID", "LINENO", "PPID", "RANDOM", "SECONDS", "UID"]);

/** What `$name` holds, as far as what was read tells it; what the environment holds is told by the setting alone. */
export function variableOf(name: string, scope: Scope, context: Context): Variable {
  return scope.variables.get(name) ?? special(name, scope, context) ?? ofEnvironment(name, context);
}

/** The environment keeps secrets for programs, so that telling one is an act. */
function ofEnvironment(name: string, { gathered, readers, setting }: Context): Variable {
  if (SECRET_NAME.test(name)) gathered.add(readers.variable(name, setting));
  return UNKNOWN;
}

/** Whether a script gave the variable a value; any other has what the environment holds, which a script does not choose. */
export function isAssigned(name: string, scope: Scope): boolean {
  return scope.variables.has(name) || /^\d+$|^[@*]$/.test(name);
}

function special(name: string, scope: Scope, { setting }: Context): Variable | undefined {
  if (NUMBERS.has(name)) return NUMBER;
  if (name === "HOME") return { text: setting.home, number: false };
  if (name === "PWD") return { text: scope.cwds.length === 1 ? (scope.cwds[0] ?? null) : null, number: false };
  if (name === "IFS") return { text: " \t\n", number: false };
  if (/^[1-9]\d?$/.test(name)) return positional(Number(name), scope);
  const text = setting.env.get(name);
  return text === undefined ? undefined : { text, number: false };
}

function positional(at: number, { positional: words }: Scope): Variable {
  if (words === null || words.slice(0, at).some(({ text, quoted }) => text === null && !quoted)) return UNKNOWN;
  const word = words[at - 1];
  // A word that is a pattern stands for paths that nobody knows.
  return word === undefined ? { text: "", number: false } : { text: word.quoted ? word.text : null, number: false };
}

/** The characters that part words; null where they are not known. */
export function separatorsOf(scope: Scope, context: Context): string | null {
  return variableOf("IFS", scope, context).text;
}
