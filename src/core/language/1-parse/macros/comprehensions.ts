import type { Expr } from "../../ast/expr.ts";
import { accumulated, ACCUMULATOR, constant, FALSE, invoke, TRUE, variableName, rejectArgument } from "./macro.ts";
import type { MacroCall } from "./macro.ts";

/** The variables of one comprehension macro and the arguments that follow them. */
interface Loop {
  readonly call: MacroCall;
  readonly iterVar: string;
  readonly iterVar2: string;
  readonly rest: readonly Expr[];
}

type Expand = (call: MacroCall) => Expr | undefined;

/** `range.all(x, predicate)`: true when the predicate holds for every element. */
export const expandAll = (variables: 1 | 2): Expand => comprehension(variables, all);

/** `range.exists(x, predicate)`: true when the predicate holds for some element. */
export const expandExists = (variables: 1 | 2): Expand => comprehension(variables, exists);

/** `range.exists_one(x, predicate)`: true when the predicate holds for exactly one element. */
export const expandExistsOne = (variables: 1 | 2): Expand => comprehension(variables, existsOne);

/** `range.map(x, value)`, `range.map(x, filter, value)` and `range.transformList(k, v, [filter,] value)`. */
export const expandMap = (variables: 1 | 2): Expand => comprehension(variables, map);

/** `range.filter(x, predicate)`. */
export const expandFilter: Expand = comprehension(1, filter);

/** `range.transformMap(k, v, [filter,] value)`. */
export const expandTransformMap: Expand = comprehension(2, (loop) =>
  transform(loop, (value) => {
    const key = loop.call.nodes.ident(loop.call.range, loop.iterVar);
    return invoke(loop.call, MAP_INSERT, accumulated(loop.call), key, value);
  }),
);

/** `range.transformMapEntry(k, v, [filter,] {key: value})`. */
export const expandTransformMapEntry: Expand = comprehension(2, (loop) =>
  transform(loop, (entries) => invoke(loop.call, MAP_INSERT, accumulated(loop.call), entries)),
);

function comprehension(variables: 1 | 2, expand: (loop: Loop) => Expr): Expand {
  return (call) => {
    const iterVar = variableName(call, 0);
    const iterVar2 = variables === 2 ? variableName(call, 1) : "";
    if (iterVar === undefined || iterVar2 === undefined) return undefined;
    if (iterVar === iterVar2) {
      const message = `\`${call.name}()\` needs two different variable names`;
      return rejectArgument(call, call.args[1]!, message, "Name the position or key first, then the value");
    }
    return expand({ call, iterVar, iterVar2, rest: call.args.slice(variables) });
  };
}

function all({ call, rest, ...variables }: Loop): Expr {
  const loopCondition = invoke(call, "@not_strictly_false", accumulated(call));
  const loopStep = invoke(call, "_&&_", accumulated(call), rest[0]!);
  return loop({ call, ...variables }, { accuInit: constant(call, TRUE), loopCondition, loopStep });
}

function exists({ call, rest, ...variables }: Loop): Expr {
  const loopCondition = invoke(call, "@not_strictly_false", invoke(call, "!_", accumulated(call)));
  const loopStep = invoke(call, "_||_", accumulated(call), rest[0]!);
  return loop({ call, ...variables }, { accuInit: constant(call, FALSE), loopCondition, loopStep });
}

function existsOne({ call, rest, ...variables }: Loop): Expr {
  const increment = invoke(call, "_+_", accumulated(call), constant(call, ONE));
  const loopStep = invoke(call, "_?_:_", rest[0]!, increment, accumulated(call));
  const result = invoke(call, "_==_", accumulated(call), constant(call, ONE));
  const parts = { accuInit: constant(call, ZERO), loopCondition: constant(call, TRUE), loopStep, result };
  return loop({ call, ...variables }, parts);
}

function map({ call, rest, ...variables }: Loop): Expr {
  const [filter, value] = rest.length === 2 ? [rest[0], rest[1]!] : [undefined, rest[0]!];
  return collect({ call, ...variables }, value, filter);
}

function filter({ call, rest, ...variables }: Loop): Expr {
  return collect({ call, ...variables }, call.nodes.ident(call.range, variables.iterVar), rest[0]);
}

type Variables = Omit<Loop, "rest">;

function collect(variables: Variables, value: Expr, filter: Expr | undefined): Expr {
  const { call } = variables;
  const step = invoke(call, "_+_", accumulated(call), call.nodes.list(call.range, [value]));
  const parts = { accuInit: call.nodes.list(call.range, []), loopCondition: constant(call, TRUE) };
  return loop(variables, { ...parts, loopStep: filtered(call, filter, step) });
}

function transform({ call, rest, ...variables }: Loop, insert: (value: Expr) => Expr): Expr {
  const [filter, value] = rest.length === 2 ? [rest[0], rest[1]!] : [undefined, rest[0]!];
  const parts = { accuInit: call.nodes.struct(call.range, "", []), loopCondition: constant(call, TRUE) };
  return loop({ call, ...variables }, { ...parts, loopStep: filtered(call, filter, insert(value)) });
}

function filtered(call: MacroCall, filter: Expr | undefined, step: Expr): Expr {
  return filter === undefined ? step : invoke(call, "_?_:_", filter, step, accumulated(call));
}

interface LoopParts {
  readonly accuInit: Expr;
  readonly loopCondition: Expr;
  readonly loopStep: Expr;
  readonly result?: Expr;
}

function loop({ call, iterVar, iterVar2 }: Variables, parts: LoopParts): Expr {
  const { accuInit, loopCondition, loopStep, result = accumulated(call) } = parts;
  const iterRange = call.target!;
  const steps = { accuVar: ACCUMULATOR, accuInit, loopCondition, loopStep, result };
  return call.nodes.comprehension(call.range, { iterVar, iterVar2, iterRange, ...steps });
}

const ZERO = { type: "int", value: 0n } as const;
const ONE = { type: "int", value: 1n } as const;
const MAP_INSERT = "cel.@mapInsert";
