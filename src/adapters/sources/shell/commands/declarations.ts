import type { CommandArgument } from "unbash";
import type { Word } from "../../cli/index.ts";
import { unresolved, type Context } from "../context.ts";
import { NUMBER, UNKNOWN, type Scope, type Variable } from "../scope/index.ts";
import { assignedIn, checkNumber } from "../words/index.ts";
import { readAssignment, setVariable } from "./assignments.ts";

const NAME = /^[A-Za-z_]\w*$/;

/** `declare`, `export`, `local`, `readonly`, `typeset`: each argument as the script has it, and as the words that it comes to. */
export function declareVariables(
  program: string,
  args: readonly (CommandArgument | Word)[],
  scope: Scope,
  context: Context,
): Scope {
  let next = scope;
  let fixed = program === "readonly";
  for (const arg of args) {
    if ("type" in arg)
      next = arg.type === "Assignment" ? declared(arg.name, readAssignment(arg, next, context), fixed, context) : next;
    else if (arg.text?.startsWith("-") === true) fixed ||= readFlags(arg.text, context);
    else next = declareWord(arg.text, { program, fixed }, next, context);
  }
  return next;
}

/** Answers whether the flags keep later values out. Others than these change what a value becomes. */
function readFlags(flags: string, context: Context): boolean {
  if (!/^-[aAfFgprx-]*$/.test(flags))
    unresolved(context, "declaration-unknown", "What a declared variable holds is not what is assigned to it");
  return flags.includes("r");
}

interface Manner {
  readonly program: string;
  /** Whether later values are kept out. */
  readonly fixed: boolean;
}

function declareWord(text: string | null, { program, fixed }: Manner, scope: Scope, context: Context): Scope {
  const [, name, append, value] = /^([A-Za-z_]\w*)(?:(\+?)=(.*))?$/s.exec(text ?? "") ?? [];
  if (name === undefined) {
    if (text === null || text.includes("["))
      unresolved(context, "assignment-unknown", "Which variable is set is not known");
    return scope;
  }
  if (value === undefined)
    return declared(name, program === "local" ? setVariable(name, UNKNOWN, scope, context) : scope, fixed, context);
  return declared(
    name,
    setVariable(name, append === "+" ? UNKNOWN : { text: value, number: false }, scope, context),
    fixed,
    context,
  );
}

function declared(name: string, scope: Scope, fixed: boolean, { fixed: names }: Context): Scope {
  if (fixed) names.add(name);
  return scope;
}

/** `read`, `mapfile` and their like: what is read is not known. */
export function readInto(words: readonly Word[], scope: Scope, context: Context): Scope {
  let next = scope;
  for (const { text } of words) {
    if (text?.startsWith("-C") === true) unresolved(context, "code-unknown", "A command runs for what is read");
    next = setNamed(text, UNKNOWN, next, context);
  }
  for (const name of ["REPLY", "MAPFILE", "OPTARG", "COPROC"]) next = setVariable(name, UNKNOWN, next, context);
  return next;
}

/** Sets a variable by its name, where that is one: a subscript is calculated, and may run commands. */
export function setNamed(name: string | null, value: Variable, scope: Scope, context: Context): Scope {
  if (name === null) unresolved(context, "assignment-unknown", "Which variable is set is not known");
  else if (/\[/.test(name) && !name.startsWith("-"))
    unresolved(context, "arithmetic-runs-code", "A subscript may run commands");
  return name !== null && NAME.test(name) ? setVariable(name, value, scope, context) : scope;
}

/** `unset`: the name may be of a function, which the rest of the script then lacks. */
export function unsetNames(words: readonly Word[], scope: Scope, context: Context): Scope {
  let next = scope;
  for (const { text } of words) {
    if (text?.startsWith("-") === true) continue;
    next = setNamed(text, { text: text === "IFS" ? " \t\n" : "", number: false }, next, context);
    const definition = next.functions.get(text ?? "");
    if (definition !== undefined && text !== null)
      next = { ...next, functions: new Map(next.functions).set(text, { ...definition, certain: false }) };
  }
  return next;
}

/** `let`: each word is calculated. */
export function calculate(words: readonly Word[], scope: Scope, context: Context): Scope {
  let next = scope;
  for (const { text } of words) {
    checkNumber(text, false, next, context);
    for (const [name] of assignedIn(text ?? "", next).variables)
      if (!scope.variables.has(name) || text?.includes(name) === true) next = setVariable(name, NUMBER, next, context);
  }
  return next;
}
