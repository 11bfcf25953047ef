import type { ReachTrait } from "#core/model";
import type { CommandSetting, Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnNamed } from "../files/file.ts";
import { invoke, type Call } from "../invoked.ts";
import { parseOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import type { Wrapper } from "./programs.ts";

/** Reads a program that runs the one behind it: what that one does, as far as the first lets it reach. */
export function readWrapper(draft: Draft, call: Call, { options, skip, writes, reach }: Wrapper): void {
  const parsed = parseOptions(call.words, options);
  requireUnderstood(draft, call.program, parsed);
  actOnNamed(draft, "update", parsed, writes);
  if (reach.length > 0) invoke(draft, call, "argument", reach);
  runWords(draft, parsed.operands.slice(skip), reachWith(draft, reach));
}

/** Hands the words of a program to the reader of commands; a pattern as its name may be any program. */
export function runWords(
  draft: Draft,
  [program, ...words]: readonly Word[],
  change: Partial<CommandSetting> = {},
): void {
  if (program === undefined) return;
  const isPattern = program.text !== null && !program.quoted && /[*?[]/.test(program.text) && program.text !== "[";
  draft.nest({ kind: "words", words: [isPattern ? { text: null, quoted: false } : program, ...words] }, change);
}

/** The setting of what reaches further than the command that runs it. */
export function reachWith({ setting }: Draft, reach: readonly ReachTrait[]): Pick<CommandSetting, "reach"> {
  return { reach: [...new Set([...setting.reach, ...reach])] };
}
