import type { Function as FunctionNode } from "unbash";
import type { Word } from "../../cli/index.ts";

/** What a variable holds: null where nobody knows the text, `number` where it surely is a whole number. */
export interface Variable {
  readonly text: string | null;
  readonly number: boolean;
}

/** What a name may be a function of: the script's text belongs to the node. `certain` is false where it may be a program still. */
export interface Definition {
  readonly bodies: readonly { readonly body: FunctionNode["body"]; readonly source: string }[];
  readonly certain: boolean;
}

/** What a shell holds at one place of a script, as far as it is known. Never changed: each change makes another. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly functions: ReadonlyMap<string, Definition>;
  /** Names that stand for other text; null where that is not known. */
  readonly aliases: ReadonlyMap<string, string | null>;
  /** Every folder that may be the current one; null is any. */
  readonly cwds: readonly (string | null)[];
  /** `$1` and on; null where they are not known. */
  readonly positional: readonly Word[] | null;
  /** What comes in; undefined where nothing is handed to it, null where it is not known. */
  readonly stdin: string | null | undefined;
  /** How many functions are being called, and how deep the statement stands in others. */
  readonly calls: number;
  readonly nesting: number;
}

/** How a statement may end. A scope is null where it surely does not end so. `out` is what it writes; null where that is not known. */
export interface Outcome {
  readonly ok: Scope | null;
  readonly fail: Scope | null;
  readonly out: string | null;
}

export const UNKNOWN: Variable = { text: null, number: false };
export const NUMBER: Variable = { text: null, number: true };

export function assign(scope: Scope, name: string, value: Variable): Scope {
  return { ...scope, variables: new Map(scope.variables).set(name, value) };
}

/** A statement that may succeed or fail, and changes nothing by which of them it was. */
export function either(scope: Scope, out: string | null = null): Outcome {
  return { ok: scope, fail: scope, out };
}

/** Where a script goes on after a statement, however that ended; where it surely does not, as if it did. */
export function after({ ok, fail }: Outcome, before: Scope): Scope {
  return mergeEnds(ok, fail) ?? before;
}

/** What is known at a place that is reached in two ways. */
export function mergeEnds(one: Scope | null, other: Scope | null): Scope | null {
  if (one === null || other === null) return one ?? other;
  return one === other ? one : mergeScopes(one, other);
}

const MAX_FOLDERS = 4;

function mergeScopes(one: Scope, other: Scope): Scope {
  const cwds = [...new Set([...one.cwds, ...other.cwds])];
  return {
    ...one,
    variables: mergeMaps(one.variables, other.variables, mergeVariables),
    functions: mergeMaps(one.functions, other.functions, mergeDefinitions),
    aliases: mergeMaps(one.aliases, other.aliases, (a, b) =>
      a === b || b === undefined ? (a ?? null) : a === undefined ? b : null,
    ),
    cwds: cwds.length > MAX_FOLDERS || cwds.includes(null) ? [null] : cwds,
    positional: one.positional === other.positional ? one.positional : null,
    stdin: one.stdin === other.stdin ? one.stdin : null,
  };
}

function mergeMaps<T>(
  one: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, T>,
  merge: (a: T | undefined, b: T | undefined) => T,
): ReadonlyMap<string, T> {
  if (one === other) return one;
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map(Array.from(names, (name) => [name, merge(one.get(name), other.get(name))]));
}

/** One that was set in one way only may have any value of the environment. */
function mergeVariables(a: Variable = UNKNOWN, b: Variable = UNKNOWN): Variable {
  const number = isNumber(a) && isNumber(b);
  return a.text === b.text && a.number === b.number ? a : { text: a.text === b.text ? a.text : null, number };
}

function mergeDefinitions(a: Definition | undefined, b: Definition | undefined): Definition {
  const bodies = [...(a?.bodies ?? [])];
  for (const one of b?.bodies ?? []) if (!bodies.some(({ body }) => body === one.body)) bodies.push(one);
  return { bodies, certain: a?.certain === true && b?.certain === true };
}

/** Whether reading the value as a number runs nothing: a text may hold `a[$(…)]`. */
export function isNumber({ text, number }: Variable): boolean {
  return number || (text !== null && /^\s*[-+]?\d*\s*$/.test(text));
}

/** Whether two scopes hold the same, so that going round a loop once more tells nothing new. */
export function isSameScope(one: Scope, other: Scope): boolean {
  return (
    isSameMap(one.variables, other.variables, (a, b) => a.text === b.text && a.number === b.number) &&
    isSameMap(
      one.functions,
      other.functions,
      (a, b) => a.bodies.length === b.bodies.length && a.certain === b.certain,
    ) &&
    isSameMap(one.aliases, other.aliases, (a, b) => a === b) &&
    one.cwds.join("\n") === other.cwds.join("\n") &&
    one.positional === other.positional
  );
}

function isSameMap<T>(
  one: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean,
): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [name, value] of one) {
    const beside = other.get(name);
    if (beside === undefined || !same(value, beside)) return false;
  }
  return true;
}
