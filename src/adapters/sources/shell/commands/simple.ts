import type { Command, CommandArgument } from "unbash";
import type { Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import { MAX_DEPTH } from "../limits.ts";
import { either, mergeEnds, type Definition, type Outcome, type Scope } from "../scope/index.ts";
import { expandWord } from "../words/index.ts";
import { readAssignment } from "./assignments.ts";
import { builtinOf } from "./builtins.ts";
import { readRedirects } from "./redirects.ts";
import { isPattern, runProgram, settingIn } from "./run.ts";
import { writtenBy } from "./written.ts";

/** A command with its words, as they are after all expansions. */
interface Call {
  readonly words: readonly Word[];
  readonly args: readonly (CommandArgument | Word)[];
  readonly context: Context;
  readonly body: (definition: Definition, scope: Scope, context: Context) => Outcome;
}

/** Reads a simple command: its words, then where its input and output are, then what is assigned for it. */
export function readSimple(node: Command, scope: Scope, context: Context, body: Call["body"]): Outcome {
  if (!context.budget.command()) return tooLarge(scope, context);
  const words = [
    ...(node.name === undefined ? [] : expandWord(node.name, scope, context)),
    ...node.args.flatMap((arg) => argumentWords(arg, scope, context)),
  ];
  let assigned = scope;
  for (const one of node.prefix) if (one.type === "Assignment") assigned = readAssignment(one, assigned, context);
  const setting = settingIn(assigned.cwds.length === 1 ? (assigned.cwds[0] ?? null) : null, assigned, context);
  const { scope: inside, writes } = readRedirects(node.redirects, assigned, context, setting);
  if (words.length === 0) return either({ ...inside, stdin: scope.stdin }, "");
  const outcome = readCall({ words, args: argsOf(node, words), context, body }, inside);
  const aliased = readAlias(node, words, inside, context);
  return restored(aliased === null ? outcome : joinOutcomes(outcome, aliased), scope, inside, writes);
}

function tooLarge(scope: Scope, context: Context): Outcome {
  unresolved(context, "script-too-large", "The script does too much to be read");
  return either(scope);
}

function argumentWords(arg: CommandArgument, scope: Scope, context: Context): readonly Word[] {
  if (arg.type === "Word") return expandWord(arg, scope, context);
  const { variables } = readAssignment(arg, scope, { ...context, values: new Map(), fixed: new Set() });
  const text = variables.get(arg.name)?.text ?? null;
  return [{ text: text === null ? null : `${arg.name}=${text}`, quoted: true }];
}

/** For commands that declare variables: their arguments as the script has them, where its first word is their name. */
function argsOf(node: Command, words: readonly Word[]): readonly (CommandArgument | Word)[] {
  const hasAssignments = node.args.some(({ type }) => type === "Assignment");
  const isAlone = hasAssignments && node.name?.value === words[0]?.text;
  if (!isAlone) return words.slice(1);
  return node.args.flatMap((arg, at): readonly (CommandArgument | Word)[] =>
    arg.type === "Assignment" ? [arg] : wordsOf(node, at, words),
  );
}

/** Flags between assignments; a word that may be several is looked at by its own text. */
function wordsOf(node: Command, at: number, words: readonly Word[]): readonly Word[] {
  return words.length === node.args.length + 1 ? words.slice(at + 1, at + 2) : [{ text: null, quoted: false }];
}

/** Behind the command, its redirections and the variables that were set for it alone are over. */
function restored({ ok, fail, out }: Outcome, before: Scope, inside: Scope, writes: boolean): Outcome {
  const over = (scope: Scope | null): Scope | null => {
    if (scope === null) return null;
    const variables = scope.variables === inside.variables ? before.variables : scope.variables;
    return scope === inside ? before : { ...scope, variables, stdin: before.stdin };
  };
  return { ok: over(ok), fail: over(fail), out: writes ? null : out };
}

function joinOutcomes(one: Outcome, other: Outcome): Outcome {
  return { ok: mergeEnds(one.ok, other.ok), fail: mergeEnds(one.fail, other.fail), out: null };
}

function readCall(call: Call, scope: Scope): Outcome {
  const [program] = call.words;
  const definition = program?.text === null || program === undefined ? undefined : scope.functions.get(program.text);
  if (definition === undefined) return readOwn(call, scope);
  const outcome = callFunction(definition, call, scope);
  return definition.certain ? outcome : joinOutcomes(outcome, readOwn(call, scope));
}

function callFunction(definition: Definition, { words, context, body }: Call, scope: Scope): Outcome {
  if (scope.calls >= MAX_DEPTH) {
    unresolved(context, "calls-too-deep", "Functions call one another too deep to be followed");
    return either(scope);
  }
  const outcome = body(definition, { ...scope, positional: words.slice(1), calls: scope.calls + 1 }, context);
  const back = (end: Scope | null): Scope | null =>
    end === null ? null : { ...end, positional: scope.positional, calls: scope.calls };
  return { ok: back(outcome.ok), fail: back(outcome.fail), out: outcome.out };
}

/** Commands that run the one behind them, without looking for a function of that name. */
const BEFORE = new Map<string, RegExp>([
  ["command", /^(?:-p|--)$/],
  ["builtin", /^--$/],
  ["exec", /^(?:-[cl]+|--)$/],
]);

function readOwn(call: Call, scope: Scope): Outcome {
  const { words, args, context } = call;
  const program = words[0]?.text ?? null;
  const flag = BEFORE.get(program ?? "");
  if (flag !== undefined) return readBehind(call, flag, scope);
  const builtin = program === null ? undefined : builtinOf(program);
  if (builtin !== undefined && program !== null)
    return builtin({ program, words: words.slice(1), args, scope, context });
  runProgram(words, scope, context);
  return either(scope, program === "cat" ? writtenBy(program, words.slice(1), scope) : null);
}

function readBehind(call: Call, flag: RegExp, scope: Scope): Outcome {
  const { words, context } = call;
  const rest = wordsBehind(words, flag);
  const [first] = rest;
  if (first === undefined) return either(scope);
  if (first.text === null || first.text.startsWith("-") || isPattern(first)) {
    unresolved(context, "program-unknown", "Which program runs is not known");
    return either(scope);
  }
  return readOwn({ ...call, words: rest, args: rest.slice(1) }, scope);
}

/** The words of the command that runs; none where it is only asked what a name stands for. */
function wordsBehind([before, ...words]: readonly Word[], flag: RegExp): readonly Word[] {
  if (before?.text === "command" && /^-[pvV]*[vV]/.test(words[0]?.text ?? "")) return [];
  let at = words.findIndex(({ text }) => !flag.test(text ?? ""));
  if (at < 0) return [];
  if (before?.text === "exec" && words[at]?.text === "-a") at += 2;
  return words.slice(at);
}

/** An alias is put in for the text of the name, before anything of the line is understood. Only some shells do that in scripts. */
function readAlias(node: Command, words: readonly Word[], scope: Scope, context: Context): Outcome | null {
  const alias = scope.aliases.get(words[0]?.text ?? "");
  if (alias === undefined || node.name === undefined) return null;
  if (alias === null || /\s$/.test(alias) || scope.calls >= MAX_DEPTH) {
    unresolved(context, "alias-unknown", "What a name stands for is not known");
    return null;
  }
  const { aliases, ...rest } = scope;
  const without = new Map(aliases);
  without.delete(words[0]?.text ?? "");
  return context.text(
    `${alias} ${context.source.slice(node.name.end, node.end)}`,
    { ...rest, aliases: without },
    context,
  );
}
