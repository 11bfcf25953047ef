import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { parseSpec } from "./package-spec.ts";
import { RUNNERS, type Flags, type Runner } from "./runners.ts";

/** The field of a native server that says what its command line fetches when it is started. */
const LAUNCH_FIELD = "$launch";

/** The server with what its command line fetches, if it has one. */
export function withLaunch(server: ValueObject): ValueObject {
  const found = launchOf(server);
  return isObject(found) ? { ...server, [LAUNCH_FIELD]: found } : server;
}

/**
 * What the command line of a server fetches and runs: `{runner, ecosystem, name, version, pinned}`. The ecosystem is `npm`, `pypi`, `go`,
 * `image`, `url`, or `none` when the command runs what is there already; then there is nothing else.
 *
 * A shell, or a flag of which it is not known whether a value follows, gives an `Unknown` for what it hides. Null without a command.
 */
function launchOf(server: ValueObject): Value {
  const command = Object.hasOwn(server, "command") ? server["command"] : undefined;
  const args = Object.hasOwn(server, "args") ? server["args"] : undefined;
  const words = isList(command) ? command : [...firstWords(command), ...(isList(args) ? args : [])];
  return words.length === 0 ? null : launch(words, 0);
}

/** Some write the whole command line into `command`. */
function firstWords(command: Value | undefined): readonly Value[] {
  if (typeof command !== "string") return command instanceof Unknown ? [command] : [];
  return command.includes(" ") && !/[\\/]/.test(command) ? command.trim().split(/\s+/) : [command];
}

const WRAPPERS: ReadonlySet<string> = new Set(["cmd", "env", "sudo", "nohup", "time"]);
const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "zsh", "dash", "fish", "powershell", "pwsh"]);
const MAX_WRAPPERS = 8;

function launch(words: readonly Value[], depth: number): Value {
  const [first, ...rest] = words;
  if (typeof first !== "string" || depth > MAX_WRAPPERS) return hidden("command");
  const program = programName(first);
  if (WRAPPERS.has(program)) return launch(unwrapped(rest), depth + 1);
  if (SHELLS.has(program)) return rest.some(runsText) ? hidden("shell") : { runner: program, ecosystem: "none" };
  for (const runner of RUNNERS) {
    if (runner.words[0] !== program) continue;
    const behind = behindSubcommand(rest, runner);
    if (behind) return fetched(runner, behind);
  }
  return { runner: program, ecosystem: "none" };
}

function programName(command: string): string {
  const name = command.slice(Math.max(command.lastIndexOf("/"), command.lastIndexOf("\\")) + 1).toLowerCase();
  return name.replace(/\.(?:cmd|exe|bat)$/, "");
}

function unwrapped(words: readonly Value[]): readonly Value[] {
  const start = words.findIndex(
    (word) => typeof word !== "string" || !(word.startsWith("-") || /^\/[a-z]$/i.test(word) || /^\w+=/.test(word)),
  );
  return start < 0 ? [] : words.slice(start);
}

/** A shell that is given a script runs that; one that is given a text, whatever is in it. */
function runsText(word: Value): boolean {
  return typeof word !== "string" || /^-[a-z]*c$|^-command$|^-encodedcommand$/i.test(word);
}

/** The words after a runner's subcommand, in front of which flags may stand; undefined when it is another subcommand. */
function behindSubcommand(words: readonly Value[], { words: [, ...subcommand] }: Runner): readonly Value[] | undefined {
  let at = 0;
  for (const wanted of subcommand) {
    while (isFlag(words[at])) at++;
    if (words[at] !== wanted) return undefined;
    at++;
  }
  return words.slice(at);
}

function isFlag(word: Value | undefined): boolean {
  return typeof word === "string" && word.startsWith("-");
}

function fetched(runner: Runner, words: readonly Value[]): Value {
  const spec = specIn(runner, words);
  const name = runner.words.join(" ");
  if (spec === undefined) return { runner: name, ecosystem: "none" };
  if (typeof spec !== "string") return { ...hidden("package"), runner: name };
  const parsed = parseSpec(spec, runner.ecosystem);
  return parsed === null ? { runner: name, ecosystem: "none" } : { runner: name, ...parsed };
}

/** The text that names what is fetched; undefined when nothing is, an `Unknown` when it cannot be told. */
function specIn({ flags, fetches }: Runner, words: readonly Value[]): string | Unknown | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (typeof word !== "string") return unknownSpec();
    if (word === "--") continue;
    if (!word.startsWith("-")) return fetches === "flag" ? undefined : word;
    const [flag, value] = splitFlag(word);
    const follows = whatFollows(flag, flags);
    if (follows === "package") return specValue(value ?? words[at + 1]);
    if (value !== undefined) continue;
    if (follows === undefined) return unknownSpec();
    if (follows === "value") at++;
  }
  return fetches === "flag" ? undefined : unknownSpec();
}

/** What follows a flag; undefined when that is not known, or when it is a text that is run. */
function whatFollows(
  flag: string,
  { spec, valued, switches, opaque }: Flags,
): "package" | "value" | "nothing" | undefined {
  if (opaque.has(flag)) return undefined;
  if (spec.has(flag)) return "package";
  if (valued.has(flag)) return "value";
  return isSwitch(flag, switches) ? "nothing" : undefined;
}

function specValue(value: Value | undefined): string | Unknown {
  return typeof value === "string" ? value : unknownSpec();
}

function splitFlag(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** Short switches may stand together, as in `-it`. */
function isSwitch(flag: string, switches: ReadonlySet<string>): boolean {
  if (switches.has(flag)) return true;
  return /^-\w{2,8}$/.test(flag) && Array.from(flag.slice(1)).every((letter) => switches.has(`-${letter}`));
}

function unknownSpec(): Unknown {
  return new Unknown([{ reason: "not-observed", path: LAUNCH_FIELD }]);
}

function hidden(what: string): ValueObject {
  const value = new Unknown([{ reason: "not-observed", path: `${LAUNCH_FIELD} (${what})` }]);
  return { runner: value, ecosystem: value, name: value, version: value, pinned: value };
}
