import type { Constant, Expr } from "../../ast/expr.ts";
import type { SourceRange } from "../../ast/parsed.ts";
import type { Nodes } from "../nodes.ts";
import type { ProblemList } from "../problems.ts";

/** A call that may be a macro, with what its expansion needs. */
export interface MacroCall {
  readonly name: string;
  readonly target: Expr | undefined;
  readonly args: readonly Expr[];
  readonly range: SourceRange;
  readonly nodes: Nodes;
  readonly problems: ProblemList;
}

/**
 * A rewriting of calls. `namespace` asks for that very name as target (`cel` in `cel.bind`), `method` for any target; neither asks for none.
 * `expand` answers the new tree, or `undefined` when it reported what is wrong.
 */
export interface Macro {
  readonly name: string;
  readonly style: "global" | "method" | { readonly namespace: string };
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly expand: (call: MacroCall) => Expr | undefined;
}

/** Macros by the name that is called. */
export type MacroTable = ReadonlyMap<string, readonly Macro[]>;

/** Arranges macros by name. */
export function createMacroTable(macros: readonly Macro[]): MacroTable {
  const table = new Map<string, Macro[]>();
  for (const macro of macros) {
    const named = table.get(macro.name);
    if (named === undefined) table.set(macro.name, [macro]);
    else named.push(macro);
  }
  return table;
}

/** Expands a call if it is one of these macros. A call with another number of arguments is left alone, as in cel-go. */
export function expandMacro(macros: readonly Macro[], call: MacroCall): Expr | undefined {
  const macro = macros.find((candidate) => applies(candidate, call));
  return macro?.expand(call);
}

function applies(macro: Macro, { target, args }: MacroCall): boolean {
  if (args.length < macro.minArgs || args.length > macro.maxArgs) return false;
  if (macro.style === "global") return target === undefined;
  if (macro.style === "method") return target !== undefined;
  return target?.kind === "ident" && target.name === macro.style.namespace;
}

/** Reports a wrong argument of a macro. */
export function rejectArgument(call: MacroCall, arg: Expr, message: string, hint?: string): undefined {
  const range = call.nodes.ranges.get(arg.id) ?? call.range;
  call.problems.report("expression-invalid-macro", range, message, hint);
}

/** The name that argument `index` introduces, or `undefined` after reporting that it is not one. */
export function variableName(call: MacroCall, index: number): string | undefined {
  const arg = call.args[index];
  if (arg === undefined) return undefined;
  if (arg.kind !== "ident" || arg.name.startsWith(".")) {
    return rejectArgument(call, arg, `\`${call.name}()\` needs a plain variable name here`, NAME_HINT);
  }
  if (arg.name === ACCUMULATOR || arg.name === OLD_ACCUMULATOR) {
    return rejectArgument(
      call,
      arg,
      `\`${arg.name}\` is kept for the language and cannot be a variable`,
      "Choose another name",
    );
  }
  return arg.name;
}

/** A constant in an expansion; expansions take the range of the macro call. */
export function constant(call: MacroCall, value: Constant): Expr {
  return call.nodes.constant(call.range, value);
}

/** A call in an expansion. */
export function invoke(call: MacroCall, name: string, ...args: readonly Expr[]): Expr {
  return call.nodes.call(call.range, name, args);
}

/** A reading of the accumulator of a comprehension. */
export function accumulated(call: MacroCall): Expr {
  return call.nodes.ident(call.range, ACCUMULATOR);
}

/** `name` bound to `value` within `result`: a comprehension that never loops. */
export function bind(call: MacroCall, name: string, value: Expr, result: Expr): Expr {
  return call.nodes.comprehension(call.range, {
    iterVar: UNUSED,
    iterVar2: "",
    iterRange: call.nodes.list(call.range, []),
    accuVar: name,
    accuInit: value,
    loopCondition: constant(call, FALSE),
    loopStep: call.nodes.ident(call.range, name),
    result,
  });
}

/** The name of the accumulator in every expansion; authors cannot write it. */
export const ACCUMULATOR = "@result";
const OLD_ACCUMULATOR = "__result__";
const UNUSED = "#unused";
const NAME_HINT = "Choose a name for each element, such as `x` in `list.all(x, x > 0)`";

export const TRUE: Constant = { type: "bool", value: true };
export const FALSE: Constant = { type: "bool", value: false };
