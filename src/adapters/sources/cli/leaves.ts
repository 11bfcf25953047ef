import type { CommandSetting, Word } from "./command.ts";
import { readPath } from "./files/path.ts";

/** What may stand before a path in one word: `name=`, `a:b`, a list, quotes, and a short option. */
const PARTS = /[=:,;|"'()\s]+/;
const SHORT_OPTION = /^-[A-Za-z](?<value>.+)$/s;
const MAX_PARTS = 200;

/**
 * Whether a command runs out of the workspace, or is given a path or an address that leads out of it: what it runs, and how, may be told from there.
 * Null where a word is not known.
 */
export function leavesWorkspace(words: readonly Word[], setting: CommandSetting): boolean | null {
  const here = inWorkspace(".", setting);
  if (here !== true) return here === null ? null : true;
  const each = words.map((word) => leaves(word, setting));
  return each.includes(true) || (each.includes(null) ? null : false);
}

function leaves({ text }: Word, setting: CommandSetting): boolean | null {
  if (text === null) return null;
  const parts = text.split(PARTS, MAX_PARTS + 1);
  if (parts.length > MAX_PARTS) return null;
  const attached = SHORT_OPTION.exec(text)?.groups?.["value"];
  return [...parts, ...(attached === undefined ? [] : [attached])].some(
    (part) => part !== "" && inWorkspace(part, setting) !== true,
  );
}

function inWorkspace(text: string, setting: CommandSetting): boolean | null {
  return readPath({ text, quoted: false }, setting).inWorkspace;
}
