import { childrenOf, type Expr } from "#core/language";
import { applyFolded } from "./fold.ts";
import { call, dyn, EMPTY_LIST, list } from "../../expressions/trees.ts";

/** Longer lists than this are not written out element by element. */
const MOST_ELEMENTS = 16;

/** The elements of a literal list of constants that is short enough to be written out; undefined for every other range. */
export function constantsOf(range: Expr): readonly Expr[] | undefined {
  if (range.kind !== "list" || range.optionalIndices.length > 0) return undefined;
  const { elements } = range;
  const isShort = elements.length > 0 && elements.length <= MOST_ELEMENTS;
  return isShort && elements.every(({ kind }) => kind === "constant") ? elements : undefined;
}

/** Whether an expression reads an attribute whose name it makes of a variable: only with its value known can that be said. */
export function computesPath(expr: Expr, variable: string): boolean {
  const open: Expr[] = [expr];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "call" && isComputed(next.function, next.args[0], variable)) return true;
    for (const child of childrenOf(next)) open.push(child);
  }
  return false;
}

function isComputed(name: string, path: Expr | undefined, variable: string): boolean {
  if (path === undefined || path.kind === "constant" || (name !== "at" && name !== "isSet")) return false;
  const open: Expr[] = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "ident" && next.name === variable) return true;
    for (const child of childrenOf(next)) open.push(child);
  }
  return false;
}

/** A macro over one constant or more, written out for each of them; undefined for a macro of which that cannot be said. */
export function unroll(macro: string, elements: readonly Expr[], bodyOf: (element: Expr) => Expr): Expr | undefined {
  const bodies = (): readonly Expr[] => elements.map(bodyOf);
  switch (macro) {
    case "map":
      return list(bodies().map(dyn));
    case "filter":
      return elements.map((element): Expr => keptIf(bodyOf(element), element)).reduce(joined);
    case "all":
      return bodies().reduce((left, right) => applyFolded("_&&_", [left, right]));
    case "exists":
      return bodies().reduce((left, right) => applyFolded("_||_", [left, right]));
    default:
      return undefined;
  }
}

/** What `flatten()` makes of a literal list of literal lists; undefined for every other list. */
export function flattened(range: Expr): Expr | undefined {
  if (range.kind !== "list" || range.optionalIndices.length > 0) return undefined;
  const lists = range.elements.map(withoutDyn);
  const parts = lists.flatMap((one) => (one.kind === "list" && one.optionalIndices.length === 0 ? [one.elements] : []));
  return parts.length === lists.length ? list(parts.flat().map(dyn)) : undefined;
}

function withoutDyn(expr: Expr): Expr {
  return (expr.kind === "call" && expr.function === "dyn" ? expr.args[0] : undefined) ?? expr;
}

function keptIf(condition: Expr, element: Expr): Expr {
  return call("_?_:_", condition, list([element]), EMPTY_LIST);
}

function joined(left: Expr, right: Expr): Expr {
  return call("_+_", left, right);
}
