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
export function runProgram(words: readonly Word[], scope: Scope, context: Context): void {
  const [program] = words;
  const named = program === undefined ? [] : [isPattern(program) ? { text: null, quoted: false } : program, ...words.slice(1)];
  if (program?.text?.startsWith("=") === true)
    return unresolved(context, "program-unknown", "Which program runs depends on the shell");
  for (const cwd of scope.cwds)
    context.gathered.add(context.readers.command(named, settingIn(cwd, scope, context), context.budget));
}

/** What a pattern comes to depends on which files there are. */
export function isPattern({ text, quoted }: Word): boolean {
  return text !== null && !quoted && /[*?[]/.test(text) && text !== "[" && text !== "[[";
}
