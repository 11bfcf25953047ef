import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnNamed } from "../files/file.ts";
import type { Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { reachWith, runWords } from "./read-wrapper.ts";

const XARGS = optionTable(
  "null,0 arg-file,a= delimiter,d= E= eof,e? replace,i? I= L= max-lines,l? max-args,n= max-procs,P= interactive,p no-run-if-empty,r max-chars,s= verbose,t exit,x open-tty,o J= R= S=",
  { endAtOperand: true },
);
const UNKNOWN: Word = { text: null, quoted: false };
const MAX_INPUT = 1000;

/** Reads `xargs`: the program behind it, with the words that come in where they are known. */
export function readXargs(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, XARGS);
  requireUnderstood(draft, call.program, parsed);
  actOnNamed(draft, "read", parsed, ["arg-file"]);
  const given = wordsOfInput(draft, parsed);
  const mark = markOf(parsed);
  const reach = reachWith(draft, ["reach-many"]);
  if (mark === null) return runWords(draft, [...parsed.operands, ...given], reach);
  const [only] = given;
  const value = given.length === 1 ? (only?.text ?? null) : null;
  const put = ({ text, quoted }: Word): Word => {
    const isPlace = text !== null && (mark === "" || text.includes(mark));
    return isPlace
      ? { text: value === null ? null : text.replaceAll(mark, () => value), quoted: true }
      : { text, quoted };
  };
  runWords(draft, parsed.operands.map(put), reach);
}

/** The text in whose place the input is put; null where it goes behind all words. */
function markOf(parsed: ParsedOptions): string | null {
  const [option] = ["I", "replace", "J"].filter((name) => parsed.has(name));
  if (option === undefined) return null;
  const { text } = parsed.value(option) ?? UNKNOWN;
  return option === "replace" && text === "" ? "{}" : (text ?? "");
}

/** Quotes, escapes and other marks of an end are not followed. */
function wordsOfInput({ setting }: Draft, parsed: ParsedOptions): readonly Word[] {
  const { stdin } = setting;
  const isPlain = !parsed.has("arg-file", "delimiter", "null", "E", "eof");
  if (typeof stdin !== "string" || !isPlain || /['"\\]/.test(stdin)) return [UNKNOWN];
  const texts = stdin.split(/\s+/).filter((text) => text !== "");
  return texts.length > MAX_INPUT ? [UNKNOWN] : texts.map((text) => ({ text, quoted: true }));
}
