import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile, actOnNamed } from "../files/file.ts";
import { runByShell } from "../files/read-files.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { actOnRepository } from "./repository.ts";

/** Settings whose value is a program, or makes Git take one from elsewhere. */
export const SETS_PROGRAM: RegExp =
  /^(?:alias\.|core\.(?:pager|editor|sshcommand|hookspath|fsmonitor|gitproxy|askpass|attributesfile|worktree)|pager\.|diff\..*(?:command|textconv|external)|diff\.external|merge\..*\.driver|filter\.|credential\.|gpg\.|sequence\.editor|interactive\.difffilter|mergetool\.|difftool\.|uploadpack\.|remote\..*\.(?:uploadpack|receivepack|proxy|vcs)|include|url\.|protocol\.|http\.proxy|sendemail\.|man\.|browser\.|web\.browser|help\.browser|guitool\.|init\.templatedir|trailer\.|submodule\..*\.update|tar\..*\.command|ssh\.)/i;

const OPTIONS = optionTable(
  "global system local worktree file,f= blob= replace-all add get get-all get-regexp get-urlmatch get-color get-colorbool unset unset-all rename-section remove-section list,l edit,e null,z name-only show-origin show-scope type,t= bool int path default= includes no-includes fixed-value comment= all value= url= regexp append",
);
const READS = ["get", "get-all", "get-regexp", "get-urlmatch", "get-color", "get-colorbool", "list"];
const WRITES = ["add", "edit", "unset", "unset-all", "rename-section", "remove-section"];
const READING_WORDS: ReadonlySet<string> = new Set(["get", "list"]);
const WRITING_WORDS: ReadonlySet<string> = new Set(["set", "unset", "rename-section", "remove-section", "edit"]);

/** Reads `git config`: which settings are read or changed, and the program that one of them names. */
export function readConfiguration(draft: Draft, words: readonly Word[]): void {
  const parsed = parseOptions(words, OPTIONS);
  requireUnderstood(draft, "git config", parsed);
  const word = parsed.operands[0]?.text ?? "";
  const isWord = WRITING_WORDS.has(word) || READING_WORDS.has(word);
  const [key, value] = isWord ? parsed.operands.slice(1) : parsed.operands;
  const isRead =
    READING_WORDS.has(word) || parsed.has(...READS) || (!isWord && value === undefined && !parsed.has(...WRITES));
  actOnSettings(draft, isRead ? "read" : "update", parsed);
  if (!isRead) runLater(draft, key, value);
}

function actOnSettings(draft: Draft, verb: "read" | "update", parsed: ParsedOptions): void {
  actOnNamed(draft, verb, parsed, ["file"]);
  if (parsed.has("global")) actOnFile(draft, verb, { text: "~/.gitconfig", quoted: false });
  else if (parsed.has("system")) actOnFile(draft, verb, { text: "/etc/gitconfig", quoted: true });
  else if (!parsed.has("file")) actOnRepository(draft, verb, { part: "configuration" });
}

/** A setting that names a program lets it run with a later command. */
function runLater(draft: Draft, key: Word | undefined, value: Word | undefined): void {
  if (key === undefined) return;
  if (key.text === null)
    return draft.unresolved(
      "git-elsewhere",
      "Which setting `git config` changes is not known, and it may run a program",
    );
  if (!SETS_PROGRAM.test(key.text) || value === undefined) return;
  const isShell = value.text?.startsWith("!") === true || !key.text.toLowerCase().startsWith("alias.");
  if (isShell) runByShell(draft, "git config", value.text?.replace(/^!/, "") ?? null);
}
