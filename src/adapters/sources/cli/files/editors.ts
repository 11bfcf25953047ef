import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { invoke, type Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { actOnFile } from "./file.ts";
import { FILE_PROGRAMS } from "./programs.ts";
import { readFileProgram, runByShell } from "./read-files.ts";
import { isPlainSed } from "./sed-script.ts";

const SED = optionTable(
  "quiet,silent,n debug expression,e= file,f= follow-symlinks in-place,i? line-length,l= posix regexp-extended,E,r separate,s sandbox unbuffered,u null-data,z",
);
const AWK = optionTable(
  "field-separator,F= assign,v= file,f= include,i= load,l= exec,E= source,e= sandbox,S posix,P characters-as-bytes,b debug,D? dump-variables,d? lint,L? pretty-print,o? profile,p? re-interval,r csv,k",
  {
    endAtOperand: true,
  },
);
const MAX_SCRIPT = 2000;
/** What lets a program of `awk` reach beyond its input. */
const AWK_ACTS = /system\s*\(|getline|@|ENVIRON|\bclose\s*\(|\bprintf?\b[^;}\n]*[>|]/;

/** Reads `sed`: scripts that only transform are harmless, `-i` changes the files, and a script that may write or run is code. */
export function readSed(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, SED);
  requireUnderstood(draft, call.program, parsed);
  const given = scriptsOf(parsed);
  const files = parsed.has("expression", "file") ? parsed.operands : parsed.operands.slice(1);
  for (const file of files) actOnFile(draft, parsed.has("in-place") ? "update" : "read", file);
  for (const file of parsed.values("file")) actOnFile(draft, "read", file);
  const plain = given.every(({ text }) => text !== null && text.length <= MAX_SCRIPT && isPlainSed(text));
  if (parsed.has("file")) invoke(draft, call, "file");
  else if (!plain && !parsed.has("sandbox")) invoke(draft, call, "argument");
}

function scriptsOf(parsed: ParsedOptions): readonly Word[] {
  return parsed.has("expression", "file") ? parsed.values("expression") : parsed.operands.slice(0, 1);
}

/** Reads `awk`: a program that cannot reach beyond its input only reads files, any other is code. */
export function readAwk(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, AWK);
  requireUnderstood(draft, call.program, parsed);
  const inFiles = parsed.has("file", "exec", "include", "load");
  const scripts = parsed.has("source") ? parsed.values("source") : inFiles ? [] : parsed.operands.slice(0, 1);
  const files = parsed.operands.slice(inFiles || parsed.has("source") ? 0 : 1);
  for (const file of files) if (!/^[A-Za-z_]\w*=/.test(file.text ?? "")) actOnFile(draft, "read", file);
  for (const name of ["file", "exec", "include"])
    for (const file of parsed.values(name)) actOnFile(draft, "read", file);
  if (inFiles) invoke(draft, call, "file");
  else if (!scripts.every(({ text }) => text !== null && text.length <= MAX_SCRIPT && !AWK_ACTS.test(text)))
    invoke(draft, call, "argument");
}

/** Reads `less`, which is told by words with a plus what to do first. */
export function readLess(draft: Draft, call: Call): void {
  const first = call.words.filter(({ text }) => text?.startsWith("+") === true);
  for (const { text } of first)
    if (text !== null && /[!|]/.test(text)) runByShell(draft, call.program, text.replace(/^[^!|]*[!|]/, ""));
  const program = FILE_PROGRAMS.get("less");
  const words = call.words.filter((word) => !first.includes(word));
  if (program !== undefined) readFileProgram(draft, { ...call, words }, program);
}
