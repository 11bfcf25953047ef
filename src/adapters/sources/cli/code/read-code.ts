import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { invoke, type Call, type CodePlace } from "../invoked.ts";
import type { CodeProgram } from "./programs.ts";

/** Reads a command of a program that runs code: that it does, where that code stands, and what it brings in or hands out. */
export function readCodeProgram(draft: Draft, call: Call, program: CodeProgram): void {
  const { words } = call;
  const first = firstOperand(words, program);
  const name = first < 0 ? "" : (words[first]?.text ?? "");
  if (first < 0 && words.length > 0 && words.every(({ text }) => program.tells.includes(text ?? ""))) return;
  invoke(draft, call, placeOf(call, program, { first, name }));
  if (program.runsFile) readCodeFile(draft, words, first, program);
  if (program.registry !== null)
    exchange(
      draft,
      { ...program, registry: program.registry, program: call.program },
      { name, rest: words.slice(first + 1) },
    );
}

function readCodeFile(draft: Draft, words: readonly Word[], first: number, program: CodeProgram): void {
  const file = words[first];
  const before = words.slice(0, first);
  const isFile = file !== undefined && file.text !== "-" && before.every(({ text }) => text !== "-m");
  if (isFile && !evaluates(before, program)) actOnFile(draft, "read", file);
}

/** Options before a subcommand may have values, so that one of these is looked for among all words. */
function firstOperand(words: readonly Word[], program: CodeProgram): number {
  const first = words.findIndex(({ text }) => text === null || !text.startsWith("-"));
  if (first <= 0 || program.registry === null || program.always === "package") return first;
  const reaching = words.findIndex(({ text }) => text !== null && reaches(text, program));
  return reaching < 0 ? first : reaching;
}

/** Whether a subcommand brings something in or hands something out. */
function reaches(name: string, { subcommands, installs, publishes, removes }: CodeProgram): boolean {
  const place = Object.hasOwn(subcommands, name) ? subcommands[name] : "none";
  return place !== "none" || [installs, publishes, removes].some((names) => names.includes(name));
}

/** Subcommands that change the settings of a user, by which other code may run later. */
const CONFIGURES = /^(?:config (?:.* )?(?:set|delete|rm|add|edit|unset|fix|--\w+)\b|set |env (?:.* )?-[wu])/;

function configures(name: string, rest: readonly Word[]): boolean {
  return CONFIGURES.test([name, ...rest.map(({ text }) => text ?? "set")].join(" ").slice(0, 300));
}

interface FirstOperand {
  readonly first: number;
  readonly name: string;
}

function placeOf({ words }: Call, program: CodeProgram, { first, name }: FirstOperand): CodePlace | null | undefined {
  const before = first < 0 ? words : words.slice(0, first);
  // What stands behind the file of an interpreter is for that file.
  if (evaluates(program.runsFile ? before : words, program)) return "argument";
  const own = placeOfSubcommand(words.slice(first + 1), name, program);
  // Options before the subcommand may have values, so that it may be another.
  if (own === "none" && before.length === 0) return undefined;
  if (own !== undefined && own !== "none") return own;
  return program.runsFile ? placeOfFile(before, name, program) : (program.always ?? "project");
}

function placeOfSubcommand(
  rest: readonly Word[],
  name: string,
  { subcommands, runsPackages }: CodeProgram,
): CodePlace | "none" | undefined {
  if (name === "run" && runsPackages && rest.some(isPackage)) return "package";
  return Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
}

/** A package of a registry, by its address and its version. */
function isPackage({ text }: Word): boolean {
  return text === null || /^[^-./][^@]*@/.test(text);
}

/** An option that is not known may have a value, or name code itself. */
function placeOfFile(before: readonly Word[], name: string, { plain, modules }: CodeProgram): CodePlace | null {
  if (modules !== null && before.length === 1 && before[0]?.text === "-m")
    return modules.includes(name) ? "project" : "package";
  if (plain.includes("--test") && before.some(({ text }) => text === "--test")) return "project";
  if (before.some(({ text }) => !plain.includes(text ?? ""))) return null;
  return name === "" || name === "-" ? "input" : "file";
}

function evaluates(words: readonly Word[], { evaluates: options, evaluated }: CodeProgram): boolean {
  return words.some(
    ({ text }) => text !== null && (evaluated?.test(text) === true || options.some((option) => isOption(text, option))),
  );
}

/** A short option may have its value attached, and may stand behind others. */
function isOption(text: string, option: string): boolean {
  if (option.startsWith("--")) return text === option || text.startsWith(`${option}=`);
  const isLetter = option.length === 2 && /^-[A-Za-z]+/.test(text);
  return (
    text.startsWith(option) ||
    (isLetter && /^-(?<letters>[A-Za-z]+)/.exec(text)?.[1]?.includes(option[1] ?? "") === true)
  );
}

interface Registered {
  readonly registry: string;
  /** What it is called by. */
  readonly program: string;
}

interface Exchange {
  readonly name: string;
  readonly rest: readonly Word[];
}

function exchange(draft: Draft, program: CodeProgram & Registered, { name, rest }: Exchange): void {
  const host = { name: program.registry, scheme: "https" };
  if (configures(name, rest)) actOnFile(draft, "update", { text: `~/.${program.program}rc`, quoted: false });
  const isRunner = program.always === "package" && name !== "";
  const isInstall = program.installs.includes(name);
  if (isInstall) dependOnEach(draft, "create", rest);
  if (program.removes.includes(name)) dependOnEach(draft, "delete", rest);
  if (isRunner) depend(draft, "create", { text: name, quoted: true });
  if (isInstall || isRunner) actOnHost(draft, "read", host);
  if (program.publishes.includes(name)) actOnHost(draft, "update", host);
  if (isInstall) askRegistries(draft, rest);
}

function dependOnEach(draft: Draft, verb: "create" | "delete", words: readonly Word[]): void {
  for (const [at, word] of words.entries()) {
    const isName = word.text === null || !word.text.startsWith("-");
    if (isName && !hasValue(words[at - 1])) depend(draft, verb, word);
  }
}

function askRegistries(draft: Draft, words: readonly Word[]): void {
  for (const [at, { text }] of words.entries()) {
    if (text === null || !REGISTRIES.test(text)) continue;
    const equals = text.indexOf("=");
    const address = equals < 0 ? (words[at + 1]?.text ?? null) : text.slice(equals + 1);
    actOnHost(draft, "read", readAddress(address, "https"));
  }
}

/** Options of those who bring packages in that have a value, and those that name another registry. */
const VALUES =
  /^(?:-[rcetiwCF]|--(?:requirement|constraint|editable|target|index-url|extra-index-url|find-links|registry|prefix|workspace|filter|dir|features|git|path|branch|tag|version|python|cache-dir|source|tap))$/;
const REGISTRIES = /^(?:-i|--(?:index-url|extra-index-url|find-links|registry|git|source))(?:=|$)/;

function hasValue(before: Word | undefined): boolean {
  return before?.text != null && VALUES.test(before.text);
}

const VERSIONED = /^(?<name>@?[^@=<>~!^\s[]+)(?:\[[^\]]*\])?(?:(?:@|={2,3})(?<version>[^@]*)|(?<range>[<>~!^=].*))?$/;

/** Says that a package is brought in or taken out. */
function depend(draft: Draft, verb: "create" | "delete", { text }: Word): void {
  const found = text === null ? undefined : VERSIONED.exec(text.slice(0, 300))?.groups;
  const name = found?.["name"] ?? text ?? "?";
  const version = found?.["version"] ?? found?.["range"];
  draft.act(verb, {
    kind: "Dependency",
    type: "package",
    provider: "packages",
    id: name,
    name,
    properties: {
      name,
      version,
      pinned: version !== undefined && /^v?\d+(?:\.\d+)*(?:[-+.][\w.]+)?$/.test(version),
    },
  });
}
