import { suggest } from "#core/diagnostics";
import { macroArity } from "../1-parse/index.ts";
import type { CallExpr, Expr } from "../ast/expr.ts";
import type { FunctionDeclaration, Overload } from "../functions/declaration.ts";
import { describeType } from "../types/format-type.ts";
import { hasParams, typeParts } from "../types/type-parts.ts";
import type { Type } from "../types/type.ts";
import type { Checker } from "./checker.ts";
import { ELSEWHERE } from "./elsewhere.ts";
import { displayName, isEquality, isOperator } from "./operators.ts";
import { instantiate } from "./signature.ts";

/** A call whose function is known by name; a method's receiver is its first argument. */
export interface ResolvedCall {
  readonly declaration: FunctionDeclaration;
  readonly args: readonly Expr[];
  readonly argTypes: readonly Type[];
  readonly member: boolean;
}

/** Reports a macro that is called with too few or too many arguments or without a target, and tells whether the call is one. */
export function reportMacroForm(checker: Checker, expr: CallExpr): boolean {
  const arity = macroArity(expr.function);
  if (arity === undefined || fits(expr, arity)) return false;
  reportForm(checker, expr, arity);
  return true;
}

/** Reports a call of a function that does not exist. */
export function reportUnknownFunction(checker: Checker, expr: CallExpr): void {
  const names = [...checker.names.environment.functions.keys()].filter(
    (name) => !isOperator(name) && !name.includes("@"),
  );
  const namespace = expr.target?.kind === "ident" ? expr.target.name : "";
  const isNamespace = namespace !== "" && names.some((name) => name.startsWith(`${namespace}.`));
  const written = isNamespace || isUnknown(checker, namespace) ? `${namespace}.${expr.function}` : expr.function;
  checker.problems.reportName(expr, written, {
    code: "expression-unknown-function",
    message: `There is no function \`${written}()\``,
    hint: functionHint(written, names, isNamespace ? namespace : ""),
  });
}

function functionHint(written: string, names: readonly string[], namespace: string): string | undefined {
  const elsewhere = ELSEWHERE.get(written.toLowerCase());
  if (elsewhere !== undefined) return `Write ${elsewhere}`;
  const siblings = namespace === "" ? [] : names.filter((name) => name.startsWith(`${namespace}.`));
  const close = suggest(written, siblings.length === 0 ? [...MACRO_FORMS.keys(), ...names] : siblings);
  if (close !== undefined) return `Did you mean \`${close}()\`?`;
  if (siblings.length === 0) return undefined;
  const shown = siblings.slice(0, MAX_LISTED).map((name) => `\`${name}()\``);
  return `There are ${shown.join(", ")}${siblings.length > MAX_LISTED ? " and more" : ""}`;
}

function isUnknown(checker: Checker, name: string): boolean {
  return name !== "" && checker.local(name) === undefined && checker.names.resolve(name) === undefined;
}

interface Arity {
  readonly min: number;
  readonly max: number;
}

function fits(expr: CallExpr, { min, max }: Arity): boolean {
  return isCalledOnValue(expr) && expr.args.length >= min && expr.args.length <= max;
}

function isCalledOnValue(expr: CallExpr): boolean {
  return expr.target !== undefined || expr.function === "has";
}

function reportForm(checker: Checker, expr: CallExpr, { min, max }: Arity): void {
  const counts = min === max ? `${min} ${min === 1 ? "argument" : "arguments"}` : `${min} to ${max} arguments`;
  const style = !isCalledOnValue(expr);
  checker.problems.report(expr.id, {
    code: style ? "expression-wrong-call-style" : "expression-wrong-argument-count",
    message: style
      ? `\`${expr.function}()\` is a method, but is not called on a value`
      : `\`${expr.function}()\` takes ${counts}, not ${expr.args.length}`,
    hint: MACRO_FORMS.get(expr.function),
  });
}

/** Reports a call that no signature of its function accepts: by number of arguments, by one argument, or by their combination. */
export function reportNoMatch(checker: Checker, expr: CallExpr, call: ResolvedCall): void {
  const { overloads } = call.declaration;
  const styled = overloads.filter((overload) => overload.member === call.member);
  if (styled.length === 0) return reportStyle(checker, expr, call);
  const counted = styled.filter((overload) => overload.params.length === call.args.length);
  if (counted.length === 0) return reportCount(checker, expr, { call, styled });
  const wrong = call.argTypes.findIndex((type, index) => !someAccepts(checker, counted, { type, index }));
  if (wrong !== -1 && !isEquality(call.declaration.name))
    return reportArgument(checker, expr, { call, counted, wrong });
  reportCombination(checker, expr, { call, counted });
}

function reportStyle(checker: Checker, expr: CallExpr, call: ResolvedCall): void {
  const name = call.declaration.name;
  const message = call.member
    ? `\`${name}()\` is no method, but is called on a value`
    : `\`${name}()\` is a method, but is not called on a value`;
  const hint = call.member ? `Write \`${name}(x)\`` : `Write \`x.${name}(...)\``;
  checker.problems.report(expr.id, { code: "expression-wrong-call-style", message, hint });
}

interface CallWith {
  readonly call: ResolvedCall;
}

function reportCount(
  checker: Checker,
  expr: CallExpr,
  { call, styled }: CallWith & { styled: readonly Overload[] },
): void {
  const receiver = call.member ? 1 : 0;
  const counts = [...new Set(styled.map((overload) => overload.params.length - receiver))].toSorted((a, b) => a - b);
  const last = counts.at(-1) ?? 0;
  const text = counts.length < 2 ? `${last}` : `${counts.slice(0, -1).join(", ")} or ${last}`;
  const noun = last === 1 && counts.length === 1 ? "argument" : "arguments";
  const message = `\`${displayName(call.declaration.name)}\` takes ${text} ${noun}, not ${expr.args.length}`;
  checker.problems.report(expr.id, { code: "expression-wrong-argument-count", message });
}

interface Mismatch extends CallWith {
  readonly counted: readonly Overload[];
}

function reportArgument(
  checker: Checker,
  expr: CallExpr,
  { call, counted, wrong }: Mismatch & { wrong: number },
): void {
  const arg = call.args[wrong]!;
  const type = checker.shown(call.argTypes[wrong]!);
  const wanted = alternatives(counted.map((overload) => overload.params[wrong]!));
  const name = checker.problems.nameOf(expr.id, call.declaration.name);
  const verb = call.member && wrong === 0 ? "is a method of" : "needs";
  const message = `${checker.problems.quote(arg)} is ${describeType(type)}, but \`${name}\` ${verb} ${wanted}`;
  checker.problems.report(arg.id, {
    code: "expression-wrong-argument",
    message,
    hint: argumentHint(type, { call, counted, wrong }),
  });
}

function reportCombination(checker: Checker, expr: CallExpr, { call, counted }: Mismatch): void {
  const { name } = call.declaration;
  const shown = call.args.map((arg, index) => {
    return `${checker.problems.quote(arg)} is ${describeType(checker.shown(call.argTypes[index]!))}`;
  });
  if (name === "_?_:_") return reportBranches(checker, expr, shown);
  if (isEquality(name)) return reportIncomparable(checker, expr, { call, shown });
  const both = shown.length === 1 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
  const message = `${both}, which \`${checker.problems.nameOf(expr.id, name)}\` does not combine`;
  checker.problems.report(expr.id, {
    code: "expression-wrong-argument",
    message,
    hint: formsHint(checker, call, counted),
  });
}

function reportIncomparable(
  checker: Checker,
  expr: CallExpr,
  { call, shown }: CallWith & { shown: readonly string[] },
): void {
  const nullAt = call.argTypes.findIndex((type) => type.kind === "null");
  const called = checker.problems.nameOf(expr.id, call.declaration.name);
  const message =
    nullAt === -1
      ? `${shown.join(" and ")}, so \`${called}\` can never compare them`
      : `${shown[1 - nullAt]}, which is never null`;
  const hint = nullAt === -1 ? EQUALITY_HINT : "Ask with `has(object.field)` whether a field is there";
  checker.problems.report(expr.id, { code: "expression-incomparable-types", message, hint });
}

/** The signatures that would take the first argument, else all of them. */
function formsHint(checker: Checker, call: ResolvedCall, counted: readonly Overload[]): string {
  const type = call.argTypes[0]!;
  const close = counted.filter((overload) => someAccepts(checker, [overload], { type, index: 0 }));
  const forms = (close.length === 0 ? counted : close).map((overload) => {
    const { params } = instantiate(checker.bindings, overload);
    checker.bindings.assignable(type, params[0]!);
    return params.map((param) => describeParam(checker.bindings.resolve(param))).join(" and ");
  });
  return `It takes ${forms.slice(0, MAX_FORMS).join("; ")}${forms.length > MAX_FORMS ? "; and more" : ""}`;
}

function reportBranches(checker: Checker, expr: CallExpr, [, first, second]: readonly string[]): void {
  const message = `${first} and ${second}, but both values of \`? :\` must be of one type`;
  const hint = "Convert one of them, or wrap both with `dyn()`";
  checker.problems.report(expr.id, { code: "expression-different-branches", message, hint });
}

function someAccepts(checker: Checker, overloads: readonly Overload[], arg: { type: Type; index: number }): boolean {
  return overloads.some((overload) => {
    return checker.bindings.wouldAccept([arg.type], [instantiate(checker.bindings, overload).params[arg.index]!]);
  });
}

function alternatives(types: readonly Type[]): string {
  const names = [...new Set(types.map((type) => describeParam(type)))];
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** A type in a signature: what a parameter leaves open is left out. */
function describeParam(type: Type): string {
  if (type.kind === "param") return "any value";
  const open = typeParts(type).length > 0 && typeParts(type).every((part) => hasParams(part));
  return open ? describeType(type).replace(/\(.*$/, "") : describeType(type);
}

function argumentHint(type: Type, { call, counted, wrong }: Mismatch & { wrong: number }): string | undefined {
  if (call.declaration.name === "@in" && type.kind === "string")
    return 'Write `text.contains("part")` to look within a string';
  if (counted.every((overload) => overload.params[wrong]?.kind === "bool")) return COMPARE_HINT;
  return conversionHint(type, counted, wrong);
}

function conversionHint(type: Type, overloads: readonly Overload[], index: number): string | undefined {
  const wanted = new Set(overloads.map((overload) => overload.params[index]?.kind));
  if (wanted.size !== 1) return undefined;
  const [kind] = wanted;
  const convertible = CONVERSIONS.has(type.kind) && kind !== undefined && CONVERSIONS.has(kind);
  return convertible ? `Convert it: \`${kind}(...)\`` : undefined;
}

/** What to do with a value that stands where a bool is needed. */
export const COMPARE_HINT = "Compare it with something, such as `x == 1`";

const MAX_FORMS = 4;
const MAX_LISTED = 12;
const EQUALITY_HINT = "Compare values of one type; convert one side with `string()`, `int()` or `double()`";
const CONVERSIONS: ReadonlySet<string> = new Set(["int", "uint", "double", "string"]);

const MACRO_FORMS: ReadonlyMap<string, string> = new Map([
  ["has", "Write `has(object.field)`"],
  ["all", "Write `list.all(x, x > 0)`"],
  ["exists", "Write `list.exists(x, x > 0)`"],
  ["exists_one", "Write `list.exists_one(x, x > 0)`"],
  ["existsOne", "Write `list.existsOne(x, x > 0)`"],
  ["filter", "Write `list.filter(x, x > 0)`"],
  ["map", "Write `list.map(x, x + 1)`"],
  ["bind", "Write `cel.bind(name, value, result)`"],
]);
