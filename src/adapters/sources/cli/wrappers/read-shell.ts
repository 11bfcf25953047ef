import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { runByShell } from "../files/read-files.ts";
import { invoke, type Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";

/** The shells whose scripts are read by the grammar of Bash. */
export const SHELLS: readonly string[] = ["sh", "bash", "dash", "ash", "ksh", "zsh"];

/** Options that change nothing of what a script means. */
const SHELL = optionTable("c e u x v n l s f h m norc noprofile login o=", { endAtOperand: true, abbreviates: false });
const HARMLESS_MODES: ReadonlySet<string> = new Set(["pipefail", "errexit", "nounset", "xtrace"]);

/** Reads a shell: the script that it is given as an argument or as its input, or that it runs code of a file. */
export function readShell(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, SHELL);
  requireUnderstood(draft, call.program, parsed);
  requireModes(draft, parsed);
  const [first] = parsed.operands;
  if (parsed.has("c")) return runArgument(draft, call, first);
  if (first !== undefined && !parsed.has("s")) return runFile(draft, call, first);
  const { stdin } = draft.setting;
  if (typeof stdin === "string") runByShell(draft, call.program, stdin);
  else invoke(draft, call, "input");
}

function requireModes(draft: Draft, parsed: ParsedOptions): void {
  if (parsed.values("o").some(({ text }) => !HARMLESS_MODES.has(text ?? "")))
    draft.unresolved("option-unknown", "A mode of the shell is not known, and may change what a script means");
}

function runArgument(draft: Draft, { program }: Call, script: Word | undefined): void {
  if (script !== undefined) runByShell(draft, program, script.text);
}

function runFile(draft: Draft, call: Call, file: Word): void {
  invoke(draft, call, "file");
  actOnFile(draft, "read", file);
}
