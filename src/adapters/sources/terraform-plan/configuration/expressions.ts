import type { Value } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { member } from "../../json/index.ts";
import { traversalsOf, type Traversal } from "./traversal.ts";

/**
 * What the expression of one attribute refers to. One that is computed from nothing else (`uuid()`) has no traversals, a dead end has an opaque
 * one; constants are left out.
 */
export interface ExpressionUse {
  readonly path: Path;
  readonly traversals: readonly Traversal[];
}

/** The traversals of one expression of a configuration; none when it is missing or no expression. */
export function expressionTraversals(expression: Value | undefined): readonly Traversal[] {
  const references = member(expression, "references");
  return isList(references) ? traversalsOf(references) : [];
}

/** The uses of all expressions of a resource that are no constants, nested blocks included; blocks that `dynamic` made are not in a plan. */
export function expressionUses(expressions: Value | undefined): readonly ExpressionUse[] {
  const uses: ExpressionUse[] = [];
  collectUses(expressions, [], uses);
  return uses;
}

function collectUses(node: Value | undefined, path: Path, uses: ExpressionUse[]): void {
  if (isList(node)) {
    for (const [index, block] of node.entries()) collectUses(block, [...path, index], uses);
  } else if (isObject(node)) {
    collectObject(node, path, uses);
  }
}

/** Most expressions are constants, which have no uses. */
function isConstant(expression: Value | undefined): boolean {
  return member(expression, "constant_value") !== undefined && member(expression, "references") === undefined;
}

function collectObject(node: Value, path: Path, uses: ExpressionUse[]): void {
  const references = member(node, "references");
  if (isList(references) && references.every((reference) => typeof reference === "string")) {
    uses.push({ path, traversals: traversalsOf(references) });
  } else if (isObject(node) && member(node, "constant_value") === undefined) {
    if (Object.keys(node).length === 0 && path.length > 0) uses.push({ path, traversals: [] });
    for (const name of Object.keys(node)) if (!isConstant(node[name])) collectUses(node[name], [...path, name], uses);
  }
}
