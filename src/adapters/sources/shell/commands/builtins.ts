import type { CommandArgument } from "unbash";
import type { Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import { either, NUMBER, UNKNOWN, type Outcome, type Scope } from "../scope/index.ts";
import { calculate, declareVariables, readInto, setNamed, unsetNames } from "./declarations.ts";
import { changeFolder, leaveFolder } from "./folders.ts";
import { setOptions, shellOptions } from "./options.ts";
import { isPattern, settingIn } from "./run.ts";
import { writtenBy } from "./written.ts";

/** What a command of the shell itself is given: its words without its name, and the same as the script has them. */
export interface Given {
  readonly program: string;
  readonly words: readonly Word[];
  readonly args: readonly (CommandArgument | Word)[];
  readonly scope: Scope;
  readonly context: Context;
}

type Builtin = (given: Given) => Outcome;

const quiet: Builtin = ({ scope }) => either(scope);
const UNKNOWN_BUILTIN: Builtin = ({ scope, context }) => {
  unresolved(
    context,
    "builtin-unknown",
    "A command of the shell changes what later commands do in a way that is not followed",
  );
  return either(scope);
};

const BUILTINS = new Map<string, Builtin>([
  ...names(": bg caller dirs disown false fg help jobs suspend times true type ulimit umask unalias wait", quiet),
  ...names("break continue return", leave),
  ...names("exit logout", () => ({ ok: null, fail: null, out: "" })),
  ...names("shift", shift),
  ...names("echo printf", write),
  ...names("declare export local readonly typeset", declare),
  ...names("read mapfile readarray", given(readInto)),
  ...names("unset", given(unsetNames)),
  ...names("let", given(calculate)),
  ...names("test [", testValue),
  ...names("getopts", getOptions),
  ...names("cd chdir", ({ words, scope, context }) => changeFolder(words, scope, context)),
  ...names("pushd", ({ words, scope, context }) =>
    changeFolder(words.length === 0 ? [{ text: null, quoted: true }] : words, scope, context),
  ),
  ...names("popd", ({ scope }) => leaveFolder(scope)),
  ...names("alias", alias),
  ...names("set", setShell),
  ...names("shopt setopt unsetopt", given(shellOptions)),
  ...names("trap", trap),
  ...names("eval", evaluate),
  ...names(". source", source),
  ...names("history", (all) =>
    all.words.every(({ text }) => /^\d+$/.test(text ?? "")) ? either(all.scope) : UNKNOWN_BUILTIN(all),
  ),
  ...names("hash", (all) => (all.words.some(({ text }) => text !== "-r") ? UNKNOWN_BUILTIN(all) : either(all.scope))),
  ...names("pwd", ({ scope }) =>
    either(scope, scope.cwds.length === 1 && typeof scope.cwds[0] === "string" ? `${scope.cwds[0]}\n` : null),
  ),
  ...names(
    "autoload bind compgen complete compopt coproc emulate enable fc functions noglob nocorrect repeat sched zle zmodload add-zsh-hook zstyle -",
    UNKNOWN_BUILTIN,
  ),
]);

/** A command that the shell itself is; undefined for a program. */
export function builtinOf(name: string): Builtin | undefined {
  return BUILTINS.get(name);
}

function names(list: string, builtin: Builtin): readonly (readonly [string, Builtin])[] {
  return list.split(" ").map((name) => [name, builtin] as const);
}

/** A command that changes what holds, and writes nothing. */
function given(change: (words: readonly Word[], scope: Scope, context: Context) => Scope): Builtin {
  return ({ words, scope, context }) => either(change(words, scope, context), "");
}

/** Where a loop or a function is left in its middle, what holds there holds behind it. */
function leave({ scope, context }: Given): Outcome {
  context.escaped.push(scope);
  return { ok: null, fail: null, out: "" };
}

function write({ program, words, scope, context }: Given): Outcome {
  const [first, name] = words;
  if (program !== "printf" || first?.text?.startsWith("-") !== true)
    return either(scope, writtenBy(program, words, scope));
  if (first.text === "-v") return either(setNamed(name?.text ?? null, UNKNOWN, scope, context), "");
  if (first.text.startsWith("-v")) unresolved(context, "assignment-unknown", "Which variable is set is not known");
  return either(scope);
}

function declare({ program, words, args, scope, context }: Given): Outcome {
  if (program !== "local" && words.every(isFlag) && !words.some(({ text }) => /[fF]/.test(text ?? "")))
    context.gathered.add(context.readers.variable(null, context.setting));
  return either(declareVariables(program, args, scope, context), "");
}

function isFlag({ text }: Word): boolean {
  return text?.startsWith("-") === true;
}

/** Without a word, all variables are told. */
function setShell({ words, scope, context }: Given): Outcome {
  if (words.length === 0) context.gathered.add(context.readers.variable(null, context.setting));
  return either(setOptions(words, scope, context), words.length === 0 ? null : "");
}

function shift({ words, scope }: Given): Outcome {
  const { positional } = scope;
  const isPlain = positional !== null && words.length === 0 && positional[0]?.text !== null;
  return either({ ...scope, positional: isPlain ? positional.slice(1) : null }, "");
}

/** `test -v` calculates subscripts. */
function testValue({ words, scope, context }: Given): Outcome {
  words.forEach(({ text }, at) => {
    const name = words[at + 1]?.text;
    if (text === "-v" && (name === null || name?.includes("[") === true))
      unresolved(context, "arithmetic-runs-code", "A subscript may run commands");
  });
  return either(scope, "");
}

function getOptions({ words, scope, context }: Given): Outcome {
  const next = setNamed(words[1]?.text ?? null, UNKNOWN, scope, context);
  return either(setNamed("OPTIND", NUMBER, setNamed("OPTARG", UNKNOWN, next, context), context), "");
}

function alias({ words, scope, context }: Given): Outcome {
  let { aliases } = scope;
  for (const word of words) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(word.text ?? "") ?? [];
    if (word.text === null || word.text.startsWith("-"))
      unresolved(context, "alias-unknown", "Which name stands for what is not known");
    if (name !== undefined && value !== undefined) aliases = new Map(aliases).set(name, isPattern(word) ? null : value);
  }
  return either({ ...scope, aliases }, "");
}

/** What a trap runs is read where it is set, and once more with what holds at the end. */
function trap({ words, scope, context }: Given): Outcome {
  const [action] = words.filter(({ text }) => text !== "--");
  if (action === undefined || /^(?:-[lpP]?|)$/.test(action.text ?? "?")) return either(scope);
  if (action.text === null || isPattern(action)) unresolved(context, "code-unknown", "What a trap runs is not known");
  else {
    context.later.push(action.text);
    context.text(action.text, scope, context);
  }
  return either(scope);
}

function evaluate({ words, scope, context }: Given): Outcome {
  const texts = words.map((word) => (isPattern(word) ? null : word.text));
  if (!texts.includes(null)) return context.text(texts.join(" "), scope, context);
  unresolved(context, "code-unknown", "What `eval` runs is not known");
  return either(scope);
}

function source({ words, scope, context }: Given): Outcome {
  const [file] = words;
  unresolved(context, "code-in-file", "A script is read from a file, and what stands in it is not known");
  if (file !== undefined)
    for (const cwd of scope.cwds)
      context.gathered.add(context.readers.file("read", file, settingIn(cwd, scope, context)));
  return either(scope);
}
