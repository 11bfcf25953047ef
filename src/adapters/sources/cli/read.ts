import type { CommandReading, CommandSetting, Word } from "./command.ts";
import { Draft } from "./draft.ts";
import { readEnvironment } from "./environment.ts";
import { invoke, type Call } from "./invoked.ts";
import { READERS } from "./readers.ts";

/** Longer command lines are not read. */
const MAX_WORDS = 10_000;
const MAX_DEPTH = 16;

/**
 * Reads one command, its program first, into typed effects.
 *
 * Total and pure. A program without a grammar is `invoke Command`; whatever of the words is not understood is unresolved. Secrets in arguments are masked.
 * Nothing is looked up: what a path leads to over links, or what a program of this name really is, is not known.
 */
export function readCommand(words: readonly Word[], setting: CommandSetting): CommandReading {
  const draft = new Draft(setting);
  const [first, ...rest] = words;
  if (first === undefined) return draft.reading();
  if (words.length > MAX_WORDS || setting.depth > MAX_DEPTH)
    draft.unresolved("command-too-large", "The command is too long, or runs inside too many others, to be read");
  else if (first.text === null) draft.unresolved("program-unknown", "Which program runs is not known");
  else
    readCall(draft, {
      program: first.text.slice(first.text.lastIndexOf("/") + 1),
      path: first.text,
      words: rest,
    });
  return draft.reading();
}

function readCall(draft: Draft, call: Call): void {
  readEnvironment(draft);
  const reader = READERS.get(call.program);
  if (reader !== undefined) reader(draft, call);
  else invoke(draft, call);
}
