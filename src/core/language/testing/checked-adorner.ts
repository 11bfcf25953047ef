import type { CheckedExpression } from "../2-check/checked.ts";
import type { Expr } from "../ast/expr.ts";
import type { Adorner } from "./debug-string.ts";
import { goldenType } from "./golden-types.ts";

/** Writes type and reference of each node, as the goldens of the checker do. */
export function checkedAdorner(checked: CheckedExpression): Adorner {
  return {
    node: (expr) => typeOfNode(checked, expr) + referenceOfNode(checked, expr),
    entry: () => "",
    resolved: (expr) => resolvedName(checked, expr),
  };
}

/** Drops from a golden the overloads that its environment had and ours has not, or the other way round, in every list of several. */
export function comparable(debug: string): string {
  return debug.replaceAll(/\^([\w@.]+(?:\|[\w@.]+)*)/g, (_, list: string) => {
    const kept = list.split("|").filter((id) => !ENVIRONMENT_OVERLOADS.test(id));
    return `^${kept.length === 0 ? list : kept.join("|")}`;
  });
}

function typeOfNode(checked: CheckedExpression, expr: Expr): string {
  const type = checked.types.get(expr.id);
  return type === undefined ? "" : `~${goldenType(type)}`;
}

function referenceOfNode(checked: CheckedExpression, expr: Expr): string {
  const reference = checked.references.get(expr.id);
  if (reference === undefined) return "";
  if (reference.kind !== "function") return `^${reference.name}`;
  return `^${reference.overloads
    .map((overload) => overload.id)
    .toSorted()
    .join("|")}`;
}

function resolvedName(checked: CheckedExpression, expr: Expr): string | undefined {
  const reference = checked.references.get(expr.id);
  if (reference?.kind === "function" && reference.overloads.some((overload) => overload.member)) return undefined;
  return reference?.name;
}

/** Comparisons of numbers of two types, and indexing of optionals. */
const ENVIRONMENT_OVERLOADS =
  /^(less|greater)(_equals)?_(int64|uint64|double)_(int64|uint64|double)$|^optional_(list|map|dyn)_/;
