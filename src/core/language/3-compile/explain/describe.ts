import type { CallExpr, ComprehensionExpr, Expr } from "../../ast/expr.ts";
import type { CheckedExpression } from "../../2-check/checked.ts";
import type { Value } from "../../values/index.ts";
import type { Trace, Visit } from "../closures/frame.ts";
import type { Explanation, Iteration } from "../compiled.ts";
import { shapeOf } from "../ir/comprehension-shape.ts";
import { qualifiedName } from "../ir/names.ts";

/** Puts what a trace recorded into the form of the expression as it was written. */
export function describeExpression(checked: CheckedExpression, trace: Trace): Explanation {
  return describe({ checked, trace, outer: undefined }, checked.parsed.expr);
}

/** Where values are looked up: in the innermost visit first, then in those around it. */
interface Place {
  readonly checked: CheckedExpression;
  readonly trace: Trace;
  readonly outer: Place | undefined;
}

function describe(place: Place, expr: Expr): Explanation {
  const macro = place.checked.parsed.macroCalls.get(expr.id);
  const isMacro = macro?.kind === "call";
  const children = (isMacro ? macroParts(expr, macro) : writtenParts(place, expr)).map((part) => describe(place, part));
  const iterations = isMacro && isLoop(expr) ? iterationsOf(place, expr, macro) : undefined;
  return { ...headOf(place, expr), children, ...(iterations && { iterations }) };
}

function headOf(place: Place, expr: Expr): Omit<Explanation, "children"> {
  const { source, ranges } = place.checked.parsed;
  const { start, end } = ranges.get(expr.id) ?? { start: 0, end: source.length };
  const value = valueOf(place, expr.id);
  const head = { exprId: expr.id, text: source.slice(start, end), start, end };
  return value === undefined ? head : { ...head, value };
}

function valueOf(place: Place, id: number): Value | undefined {
  for (let at: Place | undefined = place; at !== undefined; at = at.outer) {
    const value = at.trace.values.get(id);
    if (value !== undefined) return value;
  }
  return undefined;
}

function isLoop(expr: Expr): expr is ComprehensionExpr {
  return expr.kind === "comprehension" && shapeOf(expr)?.kind !== "bind";
}

/** The parts of a macro call that are evaluated where the call is: the target, and the arguments that are no variable and no loop body. */
function macroParts(expr: Expr, macro: CallExpr): readonly Expr[] {
  const target =
    macro.target === undefined || macro.target.kind === "ident" ? identTarget(expr, macro) : [macro.target];
  return isLoop(expr) ? target : [...target, ...macro.args.filter((arg) => !isVariable(macro, arg))];
}

/** A target that is a mere name is a value for methods on it, and a namespace in `cel.bind` and `math.greatest`. */
function identTarget(expr: Expr, { target }: CallExpr): readonly Expr[] {
  if (target === undefined) return [];
  return isLoop(expr) || usesNode(expr, target.id) ? [target] : [];
}

function usesNode(expr: Expr, id: number): boolean {
  return expr.kind === "comprehension" && expr.accuInit.id === id;
}

function isVariable({ args, function: name }: CallExpr, arg: Expr): boolean {
  return arg === args[0] && DECLARING.has(name);
}

const DECLARING: ReadonlySet<string> = new Set(["bind", "optMap", "optFlatMap"]);

function iterationsOf(place: Place, expr: ComprehensionExpr, macro: CallExpr): readonly Iteration[] {
  const names = expr.iterVar2 === "" ? [expr.iterVar] : [expr.iterVar, expr.iterVar2];
  const bodies = macro.args.slice(names.length);
  const visits = place.trace.visits.get(expr.id) ?? [];
  return visits.map((visit) => {
    const inner: Place = { checked: place.checked, trace: visit.trace, outer: place };
    return { variables: variablesOf(names, visit), body: bodyOf(inner, expr, bodies) };
  });
}

function variablesOf(names: readonly string[], { variables }: Visit): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.map((name, at) => [name, variables[at] ?? null]));
}

/** What happened in one visit: the predicate or value, or, where a macro has a filter too, both below the macro itself. */
function bodyOf(inner: Place, expr: ComprehensionExpr, bodies: readonly Expr[]): Explanation {
  const [only, ...others] = bodies.map((body) => describe(inner, body));
  if (only !== undefined && others.length === 0) return only;
  const { exprId, text, start, end } = headOf(inner, expr);
  return { exprId, text, start, end, children: only === undefined ? [] : [only, ...others] };
}

/** The parts of an expression that is written as it stands. */
function writtenParts({ checked }: Place, expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "select":
      return checked.references.has(expr.id) ? [] : [expr.operand];
    case "call":
      return expr.target === undefined || isNamespace(checked, expr) ? expr.args : [expr.target, ...expr.args];
    case "list":
      return expr.elements;
    case "struct":
      return expr.entries.flatMap(({ key, value }) => (key.kind === "map" ? [key.expr, value] : [value]));
    case "comprehension":
      return [expr.iterRange];
    default:
      return [];
  }
}

function isNamespace(
  { references, environment }: CheckedExpression,
  { id, target, function: name }: CallExpr,
): boolean {
  const reference = references.get(id);
  if (reference?.kind === "function") return reference.overloads.every(({ member }) => !member);
  const qualifier = target === undefined ? undefined : qualifiedName(target);
  return qualifier !== undefined && environment.functions.has(`${qualifier}.${name}`);
}
