import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import type { Call } from "../invoked.ts";
import { parseOptions } from "../words/parse-options.ts";
import { actOnFile } from "./file.ts";
import { FILE_PROGRAMS } from "./programs.ts";
import { readFileProgram } from "./read-files.ts";

/** Reads `ln`: what a symbolic link leads to is told from where the link stands, and not from where it is made. */
export function readLink(draft: Draft, call: Call): void {
  const program = FILE_PROGRAMS.get("ln");
  if (program === undefined) return;
  const parsed = parseOptions(call.words, program.options);
  const [target, link, ...more] = parsed.operands;
  const isPlain = parsed.has("symbolic") && !parsed.has("relative", "target-directory") && more.length === 0;
  if (!isPlain || target === undefined || link === undefined || !isRelative(target) || !isStated(link))
    return readFileProgram(draft, call, program);
  // Where a folder stands at its name, the link is made inside of it.
  actOnFile(draft, "read", { ...target, text: `${link.text}/${target.text}` });
  const beside = { ...target, text: `${folderOf(link.text ?? "")}/${target.text}` };
  readFileProgram(draft, { ...call, words: call.words.map((word) => (word === target ? beside : word)) }, program);
}

function isStated({ text, quoted }: Word): boolean {
  return text !== null && (quoted || !/^~|[*?[]/.test(text));
}

function isRelative(word: Word): boolean {
  return isStated(word) && word.text?.startsWith("/") === false;
}

function folderOf(path: string): string {
  const plain = path.replace(/\/+$/, "");
  const slash = plain.lastIndexOf("/");
  return slash < 0 ? "." : plain.slice(0, slash + 1);
}
