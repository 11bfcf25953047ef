import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { readPath } from "../files/path.ts";
import { invoke, type Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { runWords } from "./read-wrapper.ts";

const ENV = optionTable("ignore-environment,i null,0 unset,u= chdir,C= split-string,S= debug,v", {
  endAtOperand: true,
});
/** What stands for itself in a text that `env -S` splits. */
const PLAIN = /^[\w\s./:,@%+=-]*$/;
const ASSIGNMENT = /^(?<name>[^=]+)=(?<value>.*)$/s;

/** Reads `env`: the program behind it, with the variables and in the folder that it is given. Alone, it shows all variables. */
export function readEnv(draft: Draft, call: Call): void {
  const [first] = call.words;
  const words = first?.text === "-" ? call.words.slice(1) : call.words;
  const parsed = parseOptions(words, ENV);
  requireUnderstood(draft, call.program, parsed);
  const operands = [...splitWords(draft, parsed.value("split-string")), ...parsed.operands];
  const env = new Map(draft.setting.env);
  let at = 0;
  for (; at < operands.length; at++) {
    const found = ASSIGNMENT.exec(operands[at]?.text ?? "")?.groups;
    if (found === undefined) break;
    env.set(found["name"] ?? "", found["value"] ?? "");
  }
  if (at === operands.length) return invoke(draft, call);
  const folder = parsed.value("chdir");
  const cwd = folder === undefined ? draft.setting.cwd : readPath(folder, draft.setting).path;
  runWords(draft, operands.slice(at), { env, cwd });
}

function splitWords(draft: Draft, option: Word | undefined): readonly Word[] {
  if (option === undefined) return [];
  if (option.text !== null && PLAIN.test(option.text))
    return option.text
      .split(/\s+/)
      .filter((text) => text !== "")
      .map((text) => ({ text, quoted: true }));
  draft.unresolved("script-unknown", "What `env` makes of the text that it splits is not known");
  return [];
}
