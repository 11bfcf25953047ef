import type { CommandSetting, Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import type { Scope } from "../scope/index.ts";

/** The circumstances in one of the folders that a script may be in, with the variables that it set. */
export function settingIn(cwd: string | null, scope: Scope, { setting }: Context): CommandSetting {
  const { stdin, variables } = scope;
  const env = variables.size === 0 ? setting.env : new Map(setting.env);
  // oxlint-disable-next-line no-unsafe-type-assertion -- it was just made, and is not shared yet
  for (const [name, { text }] of variables) (env as Map<string, string | null>).set(name, text);
  const here = { ...setting, cwd, env };
  return stdin === undefined ? here : { ...here, stdin };
}

/** Reads a command that is none of the shell's own, in every folder that it may run in. */
export function runProgram([program, ...words]: readonly Word[], scope: Scope, context: Context): void {
  if (program === undefined) return;
  if (program.text?.startsWith("=") === true)
    return unresolved(context, "program-unknown", "Which program runs depends on the shell");
  const call = [isPattern(program) ? { text: null, quoted: false } : program, ...words];
  for (const cwd of scope.cwds) {
    const setting = settingIn(cwd, scope, context);
    if (isNew(call, setting, scope, context)) context.gathered.add(context.readers.command(call, setting));
  }
}

const MAX_KEY = 4096;

function isNew(
  words: readonly Word[],
  { cwd, stdin }: CommandSetting,
  { variables }: Scope,
  { seen }: Context,
): boolean {
  const key = JSON.stringify([words, cwd, stdin, [...variables]]);
  if (key.length > MAX_KEY) return true;
  const { size } = seen;
  return seen.add(key).size > size;
}

/** What a pattern comes to depends on which files there are. */
export function isPattern({ text, quoted }: Word): boolean {
  return text !== null && !quoted && /[*?[]/.test(text) && text !== "[" && text !== "[[";
}
