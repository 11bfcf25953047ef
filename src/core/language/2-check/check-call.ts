import type { CallExpr, Expr } from "../ast/expr.ts";
import type { FunctionDeclaration, Overload } from "../functions/declaration.ts";
import { describeType } from "../types/format-type.ts";
import { sameType } from "../types/type-parts.ts";
import { BOOL, DYN, ERROR, type Type } from "../types/type.ts";
import { selectField } from "./check-name.ts";
import type { Checker } from "./checker.ts";
import { isDynamic } from "./generality.ts";
import { qualifiedName } from "./names.ts";
import {
  COMPARE_HINT,
  reportMacroForm,
  reportNoMatch,
  reportUnknownFunction,
  type ResolvedCall,
} from "./call-problems.ts";
import { instantiate } from "./signature.ts";

/** A call: of a function, of a function within a namespace, or of a method; operators are functions. */
export function checkCall(checker: Checker, expr: CallExpr): Type {
  if (expr.function === "_?._") return checkOptionalSelect(checker, expr);
  const { target } = expr;
  const namespaced = target && namespacedFunction(checker, target, expr.function);
  const declaration = namespaced ?? checker.names.resolveFunction(expr.function);
  if (declaration === undefined) return checkUnknown(checker, expr);
  const isMethod = target !== undefined && namespaced === undefined;
  const args = isMethod ? [target, ...expr.args] : expr.args;
  const argTypes = args.map((arg) => checker.check(arg));
  return resolve(checker, expr, { declaration, args, argTypes, member: isMethod });
}

function checkUnknown(checker: Checker, expr: CallExpr): Type {
  const { target } = expr;
  if (target !== undefined && !isUnknownNamespace(checker, target)) checker.check(target);
  if (reportMacroForm(checker, expr)) return ERROR;
  if (!namesElements(checker, expr)) for (const arg of expr.args) checker.check(arg);
  reportUnknownFunction(checker, expr);
  return ERROR;
}

/** Whether a call looks like a macro that names the elements, as `all(x, …)`: the rest of it speaks of a name that only the macro would know. */
function namesElements(checker: Checker, { target, args: [first, second] }: CallExpr): boolean {
  if (target === undefined || first?.kind !== "ident" || second === undefined) return false;
  return checker.local(first.name) === undefined && checker.names.resolve(first.name) === undefined;
}

function resolve(checker: Checker, expr: CallExpr, call: ResolvedCall): Type {
  if (call.declaration.name === "_&&_" || call.declaration.name === "_||_") return checkLogic(checker, expr, call);
  const overloads: Overload[] = [];
  let result: Type | undefined;
  for (const overload of call.declaration.overloads) {
    if (overload.member !== call.member || overload.params.length !== call.args.length) continue;
    const signature = instantiate(checker.bindings, overload);
    if (!checker.bindings.allAssignable(call.argTypes, signature.params)) continue;
    overloads.push(overload);
    result = commonResult(result, checker.bindings.resolve(signature.result));
  }
  if (result === undefined) {
    reportNoMatch(checker, expr, call);
    return ERROR;
  }
  checker.references.set(expr.id, { kind: "function", name: call.declaration.name, overloads });
  return result;
}

function commonResult(previous: Type | undefined, next: Type): Type {
  if (previous === undefined) return next;
  return isDynamic(previous) || sameType(previous, next) ? previous : DYN;
}

function checkLogic(checker: Checker, expr: CallExpr, { declaration, args, argTypes }: ResolvedCall): Type {
  for (const [index, arg] of args.entries()) {
    const type = argTypes[index]!;
    if (checker.bindings.assignable(type, BOOL)) continue;
    const name = checker.problems.nameOf(expr.id, declaration.name);
    const message = `${checker.problems.quote(arg)} is ${describeType(checker.shown(type))}, but \`${name}\` needs a bool`;
    checker.problems.report(arg.id, { code: "expression-wrong-argument", message, hint: COMPARE_HINT });
  }
  checker.references.set(expr.id, { kind: "function", name: declaration.name, overloads: declaration.overloads });
  return BOOL;
}

function namespacedFunction(checker: Checker, target: Expr, name: string): FunctionDeclaration | undefined {
  const qualified = qualifiedName(target);
  if (qualified === undefined || !checker.names.mayBeNamespace(qualified.root)) return undefined;
  if (checker.local(qualified.root) !== undefined) return undefined;
  return checker.names.resolveFunction(`${qualified.name}.${name}`);
}

/** Tells whether `x` in `x.f()` is nothing at all, so that what is missing is the function `x.f`. */
function isUnknownNamespace(checker: Checker, target: Expr): boolean {
  if (target.kind !== "ident") return false;
  return checker.local(target.name) === undefined && checker.names.resolve(target.name) === undefined;
}

function checkOptionalSelect(checker: Checker, expr: CallExpr): Type {
  const [operand, field] = expr.args;
  if (operand === undefined || field?.kind !== "constant" || field.constant.type !== "string") return ERROR;
  checker.check(field);
  const overloads = checker.names.resolveFunction("_?._")?.overloads ?? [];
  checker.references.set(expr.id, { kind: "function", name: "_?._", overloads });
  return selectField(checker, { operand, field: field.constant.value, id: expr.id, optional: true });
}
