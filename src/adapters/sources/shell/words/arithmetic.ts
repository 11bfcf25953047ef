import type { ArithmeticExpression } from "unbash";
import { unresolved, type Context } from "../context.ts";
import { assign, isNumber, NUMBER, type Scope } from "../scope/index.ts";
import { isAssigned, variableOf } from "./variables.ts";

const CODE = "arithmetic-runs-code";
const MESSAGE =
  "A value that is not surely a number is calculated with, and one that holds a subscript may run commands";
const MAX_PARTS = 512;

/**
 * Says so where a calculation may run what a value holds: a shell reads the text of a variable as an expression, in which `a[$(…)]` runs a
 * command. What stands in the expression itself is read by who reads its parts.
 */
export function checkArithmetic(text: string, scope: Scope, context: Context): void {
  // What stands in quotes is expanded again before it is calculated.
  if (/['`\\]|\$\((?!\()/.test(text) || text.length > 4096) return unresolved(context, CODE, MESSAGE);
  for (const [name] of text.matchAll(/(?<![\w])[A-Za-z_]\w*|\$\{?(?:\d+|[@*])/g))
    checkName(name.replace(/^\$\{?/, ""), scope, context);
}

function checkName(name: string, scope: Scope, context: Context): void {
  if (isAssigned(name, scope) && !isNumber(variableOf(name, scope, context))) unresolved(context, CODE, MESSAGE);
}

/** Says so where a word that is used as a number may run what it holds. */
export function checkNumber(text: string | null, isSurelyNumber: boolean, scope: Scope, context: Context): void {
  if (isSurelyNumber) return;
  if (text === null || /[[$]/.test(text)) unresolved(context, CODE, MESSAGE);
  else checkArithmetic(text, scope, context);
}

/** The variables that a calculation sets hold numbers that nobody knows. */
export function assignedIn(text: string, scope: Scope): Scope {
  let next = scope;
  for (const [, before, name, behind] of text.matchAll(
    /(\+\+|--)?\s*(?<![\w$])([A-Za-z_]\w*)\s*(\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))?/g,
  ))
    if (name !== undefined && (before !== undefined || behind !== undefined)) next = assign(next, name, NUMBER);
  return next;
}

/** Every part of an expression that holds a text, so that what stands in it is read; null where there are too many. */
export function leavesOf(expression: ArithmeticExpression): readonly ArithmeticExpression[] | null {
  const leaves: ArithmeticExpression[] = [];
  const open = [expression];
  for (let at = 0; at < open.length; at++) {
    const node = open[at];
    if (at > MAX_PARTS) return null;
    if (node === undefined) continue;
    if (node.type === "ArithmeticWord" || node.type === "ArithmeticCommandExpansion") leaves.push(node);
    else open.push(...childrenOf(node));
  }
  return leaves;
}

function childrenOf(node: ArithmeticExpression): readonly ArithmeticExpression[] {
  if (node.type === "ArithmeticBinary") return [node.left, node.right];
  if (node.type === "ArithmeticUnary") return [node.operand];
  if (node.type === "ArithmeticTernary") return [node.test, node.consequent, node.alternate];
  return node.type === "ArithmeticGroup" ? [node.expression] : [];
}
