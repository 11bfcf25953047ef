import type { Assignment, ArrayValue, Word as Node } from "unbash";
import { unresolved, type Context } from "../context.ts";
import { MAX_VALUE } from "../limits.ts";
import { assign, isNumber, UNKNOWN, type Scope, type Variable } from "../scope/index.ts";
import { expandText, expandWord, readSubscript, variableOf } from "../words/index.ts";

/** Variables that the shell itself sets, whatever was assigned. */
const OWN = new Set(
  "_ BASHOPTS BASHPID BASH_ARGV0 BASH_COMMAND BASH_SUBSHELL COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO OLDPWD OPTARG OPTIND PIPESTATUS PPID PWD RANDOM REPLY SECONDS SHELLOPTS SRANDOM UID".split(
    " ",
  ),
);

/** Reads `name=value`, and answers what holds from then on. */
export function readAssignment(assignment: Assignment, scope: Scope, context: Context): Scope {
  const { name, value, append, index } = assignment;
  if (index !== undefined) readSubscript(index, scope, context);
  if (value.type === "ArrayValue") return setVariable(name, readArray(value, scope, context), scope, context);
  const text = expandText(value, scope, context);
  const before = append === true ? variableOf(name, scope, context) : null;
  if (index !== undefined) return setVariable(name, UNKNOWN, scope, context);
  return setVariable(
    name,
    before === null ? variable(text, value, scope, context) : joined(before, text),
    scope,
    context,
  );
}

/** Gives a variable a value, and remembers that it had it. */
export function setVariable(name: string, value: Variable, scope: Scope, context: Context): Scope {
  const { values, fixed } = context;
  const held = fixed.has(name) || OWN.has(name) ? UNKNOWN : value;
  values.set(name, values.has(name) && values.get(name) !== held.text ? null : held.text);
  return assign(scope, name, held);
}

function variable(text: string | null, word: Node, scope: Scope, context: Context): Variable {
  return { text, number: text === null && isNumberWord(word, scope, context) };
}

/** Whether a word is one calculation or one variable that holds a number. */
export function isNumberWord(word: Node, scope: Scope, context: Context): boolean {
  const [part, ...rest] = word.parts ?? [];
  const [inner = part, ...more] = part?.type === "DoubleQuoted" ? part.parts : [];
  if (inner === undefined || rest.length + more.length > 0) return false;
  if (inner.type === "ArithmeticExpansion") return true;
  if (inner.type === "ParameterExpansion") return inner.prefix === "#";
  return inner.type === "SimpleExpansion" && isNumber(variableOf(inner.text.slice(1), scope, context));
}

function joined(before: Variable, text: string | null): Variable {
  if (before.text === null || text === null || before.text.length + text.length > MAX_VALUE) return UNKNOWN;
  return { text: before.text + text, number: false };
}

function readArray(value: ArrayValue, scope: Scope, context: Context): Variable {
  for (const element of value.elements) {
    const words = expandWord(element, scope, context);
    if (element.text.startsWith("[") && words.some(({ text }) => text === null || /\[.*[$`]/s.test(text)))
      unresolved(context, "arithmetic-runs-code", "A subscript of a list may run commands");
  }
  return UNKNOWN;
}
