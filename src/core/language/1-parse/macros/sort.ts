import type { Expr } from "../../ast/expr.ts";
import { expandMap } from "./comprehensions.ts";
import { bind, type MacroCall, variableName } from "./macro.ts";

/** `list.sortBy(x, key)`: the list is bound to a name, and sorted by the list of its keys. Source: cel-go, `ext/lists.go`. */
export function expandSortBy(call: MacroCall): Expr | undefined {
  if (variableName(call, 0) === undefined) return undefined;
  const input = (): Expr => call.nodes.ident(call.range, INPUT);
  const keys = expandMap(1)({ ...call, target: input() });
  return keys && bind(call, INPUT, call.target!, call.nodes.method(call.range, input(), SORT, [keys]));
}

const INPUT = "@__sortBy_input__";
const SORT = "@sortByAssociatedKeys";
