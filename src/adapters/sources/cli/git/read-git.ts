import type { ReachTrait } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { readPath } from "../files/path.ts";
import { runByShell } from "../files/read-files.ts";
import { invoke, type Call } from "../invoked.ts";
import { actOnHost, readRemote } from "../network/host.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { SUBCOMMANDS, type GitSubcommand } from "./subcommands.ts";
import { actOnRepository, isAddress, type RepositoryPart } from "./repository.ts";
import { readConfiguration, SETS_PROGRAM } from "./configuration.ts";

const GLOBAL = optionTable(
  "C= c= git-dir= work-tree= namespace= super-prefix= exec-path= config-env= list-cmds= attr-source= p,paginate P,no-pager no-replace-objects no-lazy-fetch no-optional-locks no-advice bare literal-pathspecs glob-pathspecs noglob-pathspecs icase-pathspecs version,v help,h html-path man-path info-path",
  { endAtOperand: true, abbreviates: false },
);
/** Variables that make Git run a program or work on another repository. */
const RUNS: ReadonlySet<string> = new Set([
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_PAGER",
  "PAGER",
  "GIT_EDITOR",
  "EDITOR",
  "VISUAL",
  "GIT_SEQUENCE_EDITOR",
  "GIT_EXTERNAL_DIFF",
  "GIT_ASKPASS",
  "SSH_ASKPASS",
  "GIT_PROXY_COMMAND",
  "GIT_EXEC_PATH",
  "GIT_TEMPLATE_DIR",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_COUNT",
  "GIT_CONFIG_PARAMETERS",
  "GIT_CONFIG",
]);
const HARMLESS_PROGRAM = /^(?:cat|true|less|more|vi|vim|nano|:|)$/;

/** Reads `git`: what is done to a repository, here and elsewhere, and what else its settings make it run. */
export function readGit(draft: Draft, call: Call): void {
  const global = parseOptions(call.words, GLOBAL);
  requireUnderstood(draft, "git", global);
  readSettings(draft, global);
  const inFolder = withFolder(draft, global);
  const [name, ...words] = global.operands;
  if (name === undefined) return;
  const subcommand = name.text === null ? undefined : SUBCOMMANDS.get(name.text);
  if (name.text === "config") return readConfiguration(draft, words);
  if (name.text === "submodule" && words.some(({ text }) => text === "foreach")) return forEachSubmodule(draft, words);
  if (name.text === "bisect" && words[0]?.text === "run") return draft.nest({ kind: "words", words: words.slice(1) });
  // A name that Git does not have is an alias or a program on the path.
  if (subcommand === undefined) return invoke(draft, call, "project");
  new GitReader(draft, name.text ?? "", subcommand, inFolder).read(words);
}

function readSettings(draft: Draft, global: ParsedOptions): void {
  for (const name of ["git-dir", "work-tree", "exec-path", "config-env"])
    if (global.has(name))
      draft.unresolved("git-elsewhere", `\`git --${name}\` lets Git use settings or programs that are not known`);
  for (const [name, value] of draft.setting.env) if (RUNS.has(name)) readVariable(draft, name, value);
  for (const { text } of global.values("c")) {
    const [key = "", ...value] = text?.split("=") ?? [];
    if (text === null)
      draft.unresolved("git-elsewhere", "A setting that `git -c` makes is not known, and may run a program");
    else if (SETS_PROGRAM.test(key)) runSetting(draft, value.join("="));
  }
}

function readVariable(draft: Draft, name: string, value: string | null): void {
  if (value === null || !/COMMAND|PAGER|EDITOR|DIFF|VISUAL/.test(name))
    draft.unresolved("git-elsewhere", `\`${name}\` lets Git run or use what is not known`);
  else runSetting(draft, value);
}

function runSetting(draft: Draft, value: string): void {
  if (HARMLESS_PROGRAM.test(value) || value === "false") return;
  runByShell(draft, "git", value.replace(/^!/, ""));
  if (/^!?\s*[^\s]*\//.test(value))
    draft.unresolved("git-elsewhere", "A setting lets Git run a program of a file, and what it does is not known");
}

function withFolder(draft: Draft, global: ParsedOptions): Word {
  let folder = ".";
  for (const { text } of global.values("C")) {
    if (text === null) return { text: null, quoted: true };
    folder = text.startsWith("/") ? text : `${folder}/${text}`;
  }
  return {
    text: readPath({ text: folder, quoted: true }, draft.setting).path ?? folder,
    quoted: true,
  };
}

function forEachSubmodule(draft: Draft, words: readonly Word[]): void {
  const script = words
    .slice(words.findIndex(({ text }) => text === "foreach") + 1)
    .filter(({ text }) => text?.startsWith("-") !== true);
  runByShell(
    draft,
    "git submodule",
    script.some(({ text }) => text === null) ? null : script.map(({ text }) => text).join(" "),
  );
}

class GitReader {
  readonly #draft: Draft;
  readonly #name: string;
  readonly #subcommand: GitSubcommand;
  readonly #folder: Word;

  constructor(draft: Draft, name: string, subcommand: GitSubcommand, folder: Word) {
    this.#draft = draft;
    this.#name = name;
    this.#subcommand = subcommand;
    this.#folder = folder;
  }

  read(words: readonly Word[]): void {
    const parsed = parseOptions(words, this.#subcommand.options);
    const { harmless, runs } = this.#subcommand;
    if (!harmless) requireUnderstood(this.#draft, `git ${this.#name}`, parsed);
    for (const option of runs)
      for (const { text } of parsed.values(option)) runByShell(this.#draft, `git ${this.#name}`, text);
    for (const [option, verb] of Object.entries(this.#subcommand.files))
      for (const file of parsed.values(option)) actOnFile(this.#draft, verb, file);
    if (this.#name === "archive") for (const remote of parsed.values("remote")) this.#askRemote(remote);
    if (parsed.has("unsafe-paths"))
      this.#draft.unresolved(
        "git-elsewhere",
        "`git apply --unsafe-paths` changes files that the patch names, wherever they are",
      );
    if (this.#name === "worktree") this.#folders(parsed);
    this.#compare(words, parsed);
    this.#act(parsed);
  }

  /** Other folders that a repository is checked out into. */
  #folders({ operands: [act, ...folders] }: ParsedOptions): void {
    if (act?.text === "add") for (const folder of folders.slice(0, 1)) actOnFile(this.#draft, "create", folder);
    if (act?.text === "move" || act?.text === "remove" || act === undefined || act.text === null)
      for (const folder of folders.slice(0, 2)) actOnFile(this.#draft, "update", folder, { traits: ["recursive"] });
  }

  #askRemote(remote: Word): void {
    actOnRepository(this.#draft, "read", { part: "history", remote });
    this.#connect(remote, "read");
  }

  /** Some subcommands read files that are in no repository: where that is asked for, or where a path leads out of it. */
  #compare(words: readonly Word[], { operands }: ParsedOptions): void {
    const anywhere = words.some(({ text }) => text === "--no-index");
    if (!anywhere && this.#name !== "diff") return;
    for (const word of operands)
      if (anywhere || readPath(word, this.#draft.setting).inWorkspace === false) actOnFile(this.#draft, "read", word);
  }

  #act(parsed: ParsedOptions): void {
    const { acts, network } = this.#subcommand;
    if (network === "push") return this.#push(parsed);
    if (network === "clone") return this.#clone(parsed);
    if (network === "fetch") this.#fetch(parsed);
    const act = acts.find(
      ({ when, first }) =>
        (when === undefined || parsed.has(...when)) &&
        (first === undefined || first.includes(parsed.operands[0]?.text ?? "")),
    );
    if (act === undefined) return;
    const { verb, part, traits, named } = act;
    if (named === true && verb === "create" && parsed.operands.length === 0) return this.#list(part);
    const names = named === true ? parsed.operands.slice(act.first === undefined ? 0 : 1) : [];
    for (const branch of names.length > 0 ? names : [undefined])
      actOnRepository(this.#draft, verb, {
        part,
        branch,
        folder: this.#folder,
        traits: [...traits, ...this.#force(parsed)],
      });
  }

  #list(part: RepositoryPart): void {
    actOnRepository(this.#draft, "read", { part, folder: this.#folder });
  }

  #force(parsed: ParsedOptions): readonly ReachTrait[] {
    return parsed.has("force") ? ["forced"] : [];
  }

  #fetch(parsed: ParsedOptions): void {
    const [remote] = parsed.operands;
    const named = remote ?? { text: "origin", quoted: true };
    actOnRepository(this.#draft, "read", { part: "itself", remote: named });
    this.#connect(named, "read");
  }

  #connect(remote: Word, verb: "read" | "update"): void {
    if (remote.text?.startsWith("ext::") === true) runByShell(this.#draft, "git", remote.text.slice(5));
    else if (isAddress(remote)) actOnHost(this.#draft, verb, readRemote(remote.text, "ssh"));
  }

  #clone(parsed: ParsedOptions): void {
    const [from, to] = parsed.operands;
    if (from === undefined) return;
    for (const { text } of parsed.values("config"))
      if (text === null || SETS_PROGRAM.test(text))
        this.#draft.unresolved("git-elsewhere", "A setting that `git clone` makes may run a program");
    if (isAddress(from) || from.text === null) actOnRepository(this.#draft, "read", { part: "itself", remote: from });
    else actOnFile(this.#draft, "read", from, { traits: ["recursive"] });
    this.#connect(from, "read");
    const name =
      from.text
        ?.replace(/\/+$/, "")
        .replace(/\.git$/, "")
        .split(/[/:]/)
        .at(-1) ?? null;
    actOnFile(this.#draft, "create", to ?? { text: name, quoted: true });
  }

  #push(parsed: ParsedOptions): void {
    const [remote = { text: "origin", quoted: true }, ...refs] = parsed.operands;
    this.#connect(remote, "update");
    if (parsed.has("dry-run")) return;
    const all = parsed.has("mirror", "all", "prune");
    const traits: ReachTrait[] = all ? ["reach-all"] : [];
    if (parsed.has("force", "force-with-lease", "mirror")) traits.push("forced");
    const push = { remote, traits, deletes: parsed.has("delete"), all };
    if (refs.length === 0) this.#pushRef({ text: null, quoted: true }, push);
    for (const ref of refs) this.#pushRef(ref, push);
    if (parsed.has("tags", "follow-tags"))
      actOnRepository(this.#draft, "update", { part: "tags", remote, traits: ["reach-many"] });
  }

  #pushRef(ref: Word, { remote, traits, deletes, all }: Push): void {
    const { source, target, forced } = readRef(ref);
    const isDelete = deletes || source === "";
    const branch = all ? undefined : { text: target, quoted: true };
    const part = ref.text?.includes("refs/tags/") === true || ref.text === "tag" ? "tags" : "branches";
    const reach: ReachTrait[] = [...traits];
    if (forced) reach.push("forced");
    if (isDelete) reach.push("irreversible");
    actOnRepository(this.#draft, isDelete ? "delete" : "update", {
      part,
      remote,
      branch,
      traits: reach,
    });
  }
}

interface Push {
  readonly remote: Word;
  readonly traits: readonly ReachTrait[];
  readonly deletes: boolean;
  readonly all: boolean;
}

/** `[+]source[:target]`; which branch is checked out, which a missing target and `HEAD` mean, is not known. */
function readRef({ text }: Word): {
  source: string | null;
  target: string | null;
  forced: boolean;
} {
  if (text === null) return { source: null, target: null, forced: false };
  const bare = text.replace(/^\+/, "");
  const colon = bare.indexOf(":");
  const target = bare.slice(colon + 1).replace(/^refs\/(?:heads|tags)\//, "");
  return {
    source: colon < 0 ? bare : bare.slice(0, colon),
    target: target === "HEAD" || target === "" ? null : target,
    forced: text.startsWith("+"),
  };
}
