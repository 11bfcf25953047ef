import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import type { Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { actOnFile, actOnNamed } from "./file.ts";
import { runByShell } from "./read-files.ts";

const TAR = optionTable(
  `extract,get,x create,c list,t append,r update,u catenate,concatenate,A delete compare,diff,d gzip,gunzip,ungzip,z bzip2,j xz,J zstd lzip lzma lzop compress,uncompress,Z auto-compress,a verbose,v keep-old-files,k keep-newer-files overwrite,unlink-first,U
  recursive-unlink preserve-permissions,same-permissions,p same-owner no-same-owner,o no-same-permissions touch,m absolute-names,P dereference,h one-file-system remove-files sparse,S to-stdout,O totals? wildcards no-wildcards anchored ignore-case no-recursion
  recursion null interactive,confirmation,w verify,W numeric-owner multi-volume,M help,? version xattrs acls selinux exclude-vcs exclude-caches no-anchored skip-old-files no-overwrite-dir force-local show-transformed-names delay-directory-restore hard-dereference block-number,R checkpoint? checkpoint-action= ignore-zeros,i incremental,G warning= full-time
  file,f= directory,C= use-compress-program,I= to-command= exclude= exclude-from,X= files-from,T= strip-components= transform,xform= mode= owner= group= mtime= newer,after-date,N= format,H= label,V= info-script,new-volume-script,F= rsh-command= rmt-command= listed-incremental,g= blocking-factor,b= record-size= tape-length,L= starting-file,K= suffix= backup? volno-file= index-file= sort= pax-option= occurrence? level= newer-mtime= quoting-style= owner-map= group-map= add-file=`,
);
const OLD_LETTERS_WITH_VALUES = "fCIXTNHVFgbLK";
const RUNS = ["use-compress-program", "to-command", "info-script", "rsh-command", "rmt-command"];
const ZIP = optionTable(
  "recurse-paths,r move,m test,T quiet,q update,u freshen,f delete,d junk-paths,j symlinks,y encrypt,e password,P= exclude,x include,i unzip-command,TT= output-file,O= temp-path,b= suffixes,n= latest-time,o names-stdin,@ no-dir-entries,D grow,g verbose,v X 0 1 2 3 4 5 6 7 8 9 copy-entries,U split-size,s= before-date,tt= from-date,t= compression-method,Z= filesync,FS",
  { abbreviates: false },
);

/** Reads `tar`: which archive is read or made, where files come out, and what else it runs. */
export function readTar(draft: Draft, call: Call): void {
  const parsed = parseOptions(newStyle(call.words), TAR);
  requireUnderstood(draft, call.program, parsed);
  for (const name of RUNS) for (const { text } of parsed.values(name)) runByShell(draft, call.program, text);
  for (const { text } of parsed.values("checkpoint-action")) runAtCheckpoint(draft, text);
  const creates = parsed.has("create", "append", "update", "catenate", "delete");
  actOnNamed(draft, creates ? "update" : "read", parsed, ["file"]);
  actOnNamed(draft, "read", parsed, ["files-from", "exclude-from", "add-file"]);
  actOnNamed(draft, "update", parsed, ["listed-incremental", "index-file", "volno-file"]);
  if (parsed.has("extract") && !parsed.has("to-stdout", "to-command")) extract(draft, parsed);
  if (!creates) return;
  const verb = parsed.has("remove-files") ? "delete" : "read";
  for (const file of parsed.operands) actOnFile(draft, verb, file, { traits: ["recursive"] });
}

function extract(draft: Draft, parsed: ParsedOptions): void {
  const into = parsed.value("directory") ?? { text: ".", quoted: true };
  actOnFile(draft, "update", into, { traits: ["reach-many"] });
  if (parsed.has("absolute-names")) actOnFile(draft, "update", { text: "/", quoted: true }, { traits: ["reach-many"] });
}

function runAtCheckpoint(draft: Draft, action: string | null): void {
  if (action === null || action.startsWith("exec=")) runByShell(draft, "tar", action?.slice(5) ?? null);
}

/** The first word may be letters without a dash, whose values follow in their order. */
function newStyle(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  if (first?.text == null || !/^[A-Za-z]+$/.test(first.text)) return words;
  let taken = 0;
  const options = first.text.split("").flatMap((letter): readonly Word[] => {
    const option = { text: `-${letter}`, quoted: true };
    return OLD_LETTERS_WITH_VALUES.includes(letter)
      ? [option, rest[taken++] ?? { text: null, quoted: true }]
      : [option];
  });
  return [...options, ...rest.slice(taken)];
}

/** Reads `zip`: the archive that is made, what goes into it, and the program that tests it. */
export function readZip(draft: Draft, call: Call): void {
  const words = call.words.map((word) => ({
    ...word,
    text: word.text === "-TT" ? "--TT" : word.text,
  }));
  const parsed = parseOptions(words, ZIP);
  requireUnderstood(draft, call.program, parsed);
  for (const { text } of parsed.values("unzip-command")) runByShell(draft, call.program, text);
  actOnNamed(draft, "update", parsed, ["output-file"]);
  const [archive, ...files] = parsed.operands;
  if (archive !== undefined && archive.text !== "-") actOnFile(draft, "update", archive);
  const verb = parsed.has("move") ? "delete" : "read";
  if (!parsed.has("delete"))
    for (const file of files)
      actOnFile(draft, verb, file, { traits: parsed.has("recurse-paths") ? ["recursive"] : [] });
}
