import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { invoke, type Call, type CodePlace } from "../invoked.ts";
import type { CodeProgram } from "./programs.ts";

/** Reads a command of a program that runs code: that it does, where that code stands, and what it brings in or hands out. */
export function readCodeProgram(draft: Draft, call: Call, program: CodeProgram): void {
  const { words } = call;
  const first = words.findIndex(({ text }) => text === null || !text.startsWith("-"));
  const name = first < 0 ? "" : (words[first]?.text ?? "");
  if (first < 0 && words.length > 0 && words.every(({ text }) => program.tells.includes(text ?? ""))) return;
  invoke(draft, call, placeOf(call, program, { first, name }));
  const file = words[first];
  if (
    program.runsFile &&
    file !== undefined &&
    placeOfFile(words.slice(0, first), name) === "file" &&
    !evaluates(words.slice(0, first), program)
  )
    actOnFile(draft, "read", file);
  if (program.registry !== null)
    exchange(draft, { ...program, registry: program.registry }, { name, rest: words.slice(first + 1) });
}

interface FirstOperand {
  readonly first: number;
  readonly name: string;
}

function placeOf({ words }: Call, program: CodeProgram, { first, name }: FirstOperand): CodePlace | undefined {
  const before = first < 0 ? words : words.slice(0, first);
  if (evaluates(before, program)) return "argument";
  const own = Object.hasOwn(program.subcommands, name) ? program.subcommands[name] : undefined;
  // Options before the subcommand may have values, so that it may be another.
  if (own === "none") return before.length === 0 ? undefined : (program.always ?? "project");
  if (own !== undefined) return own;
  return program.runsFile ? placeOfFile(before, name) : (program.always ?? "project");
}

function placeOfFile(before: readonly Word[], name: string): CodePlace {
  if (before.some(({ text }) => text === "-m")) return "package";
  return name === "" || name === "-" ? "input" : "file";
}

function evaluates(before: readonly Word[], { evaluates: options }: CodeProgram): boolean {
  return before.some(({ text }) => text !== null && options.some((option) => isOption(text, option)));
}

/** A short option may have its value attached. */
function isOption(text: string, option: string): boolean {
  return text === option || text.startsWith(option.startsWith("--") ? `${option}=` : option);
}

interface Exchange {
  readonly name: string;
  readonly rest: readonly Word[];
}

function exchange(draft: Draft, program: CodeProgram & { readonly registry: string }, { name, rest }: Exchange): void {
  const host = { name: program.registry, scheme: "https" };
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
