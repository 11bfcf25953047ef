import type { CallExpr, Expr } from "../../ast/expr.ts";
import type { Overload } from "../../functions/declaration.ts";
import { callSiteOf } from "../runtime/dispatch.ts";
import type { Relation } from "../runtime/operators.ts";
import { holdsData, newSlot, slotOf, withLocal, type Locals, type Lowering } from "./lowering.ts";
import { candidateNames, qualifiedName, rootName } from "./names.ts";
import type { Node } from "./node.ts";

/** Lowers a call: operators to their nodes, everything else to a call of the overloads that are open. */
export function lowerCall(lowering: Lowering, expr: CallExpr, locals: Locals | undefined): Node {
  if (expr.target === undefined && expr.function === "cel.@block") return lowerBlock(lowering, expr, locals);
  const operator = expr.target === undefined ? OPERATORS.get(expr.function) : undefined;
  if (operator === undefined || expr.args.length !== operator.arity) return lowerFunction(lowering, expr, locals);
  const args = expr.args.map((arg) => lowering.lower(arg, locals));
  return operator.build({ lowering, expr, args });
}

interface OperatorCall {
  readonly lowering: Lowering;
  readonly expr: CallExpr;
  readonly args: readonly Node[];
}

interface Operator {
  readonly arity: number;
  readonly build: (call: OperatorCall) => Node;
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["_&&_", binary((call) => junction("and", call))],
  ["_||_", binary((call) => junction("or", call))],
  ["!_", unary(({ expr, args }) => ({ op: "not", id: expr.id, cost: 1, operand: at(args, 0) }))],
  ["@not_strictly_false", unary(({ expr, args }) => ({ op: "notFalse", id: expr.id, cost: 1, operand: at(args, 0) }))],
  ["_==_", binary(({ expr, args }) => ({ op: "equal", id: expr.id, cost: 1, left: at(args, 0), right: at(args, 1) }))],
  [
    "_!=_",
    binary(({ expr, args }) => ({ op: "different", id: expr.id, cost: 1, left: at(args, 0), right: at(args, 1) })),
  ],
  ["_<_", order("<")],
  ["_<=_", order("<=")],
  ["_>_", order(">")],
  ["_>=_", order(">=")],
  ["@in", binary(membership)],
  ["_in_", binary(membership)],
  ["_[_]", binary((call) => index("index", call))],
  ["_[?_]", binary((call) => index("optionalIndex", call))],
  ["_?._", binary(optionalField)],
  ["_?_:_", { arity: 3, build: condition }],
]);

function unary(build: Operator["build"]): Operator {
  return { arity: 1, build };
}

function binary(build: Operator["build"]): Operator {
  return { arity: 2, build };
}

function order(relation: Relation): Operator {
  return binary(({ expr, args }) => {
    return { op: "order", id: expr.id, cost: 1, relation, left: at(args, 0), right: at(args, 1) };
  });
}

function membership({ expr, args }: OperatorCall): Node {
  return { op: "in", id: expr.id, cost: 0, element: at(args, 0), container: at(args, 1) };
}

function index(op: "index" | "optionalIndex", { expr, args }: OperatorCall): Node {
  return { op, id: expr.id, cost: 1, operand: at(args, 0), key: at(args, 1) };
}

function optionalField({ lowering, expr, args }: OperatorCall): Node {
  const [operand, field] = expr.args;
  const name = field?.kind === "constant" && field.constant.type === "string" ? field.constant.value : "";
  const isData = operand !== undefined && holdsData(lowering, operand);
  return { op: "optionalField", id: expr.id, cost: 1, operand: at(args, 0), field: name, isData };
}

function condition({ expr, args }: OperatorCall): Node {
  return { op: "condition", id: expr.id, cost: 0, test: at(args, 0), whenTrue: at(args, 1), whenFalse: at(args, 2) };
}

/** `&&` and `||`; a chain becomes one node, which absorbs the same. */
function junction(op: "and" | "or", { lowering, expr, args }: OperatorCall): Node {
  const terms = lowering.optimise ? args.flatMap((arg) => (arg.op === op ? arg.terms : [arg])) : args;
  return { op, id: expr.id, cost: 0, terms };
}

function at(args: readonly Node[], position: number): Node {
  const arg = args[position];
  if (arg === undefined) throw new RangeError(`An operator has no argument ${position}`);
  return arg;
}

function lowerFunction(lowering: Lowering, expr: CallExpr, locals: Locals | undefined): Node {
  const { name, overloads, isNamespaced } = resolve(lowering, expr, locals);
  const parts = expr.target === undefined || isNamespaced ? expr.args : [expr.target, ...expr.args];
  const args = parts.map((part) => lowering.lower(part, locals));
  const isMember = expr.target !== undefined && !isNamespaced;
  const fitting = overloads.filter(({ member, params }) => member === isMember && params.length === args.length);
  return { op: "call", id: expr.id, cost: 1, site: callSiteOf(name, expr.id, fitting), args };
}

interface Resolved {
  readonly name: string;
  readonly overloads: readonly Overload[];
  /** Whether the target of the call is a namespace, as in `math.ceil(x)`, and no receiver. */
  readonly isNamespaced: boolean;
}

function resolve(lowering: Lowering, expr: CallExpr, locals: Locals | undefined): Resolved {
  const reference = lowering.checked.references.get(expr.id);
  if (reference?.kind === "function") {
    const isNamespaced = expr.target !== undefined && reference.overloads.every((overload) => !overload.member);
    return { name: reference.name, overloads: reference.overloads, isNamespaced };
  }
  return resolveByName(lowering, expr, locals);
}

function resolveByName(lowering: Lowering, expr: CallExpr, locals: Locals | undefined): Resolved {
  const { functions, container } = lowering.checked.environment;
  const find = (name: string): string | undefined =>
    candidateNames(container, name).find((full) => functions.has(full));
  const namespaced = find(namespacedName(expr, locals) ?? "");
  const name = namespaced ?? find(expr.function) ?? expr.function;
  return { name, overloads: functions.get(name)?.overloads ?? [], isNamespaced: namespaced !== undefined };
}

function namespacedName(expr: CallExpr, locals: Locals | undefined): string | undefined {
  const target: Expr | undefined = expr.target;
  const qualifier = target === undefined ? undefined : qualifiedName(target);
  if (target === undefined || qualifier === undefined) return undefined;
  return slotOf(locals, rootName(target) ?? "") === undefined ? `${qualifier}.${expr.function}` : undefined;
}

/** `cel.@block([a, b], result)`: each element is bound to `@index0`, `@index1` and so on for those that follow. */
function lowerBlock(lowering: Lowering, expr: CallExpr, locals: Locals | undefined): Node {
  const [bindings, result] = expr.args;
  if (bindings?.kind !== "list" || result === undefined) return lowerFunction(lowering, expr, locals);
  let scope = locals;
  const bound = bindings.elements.map((element, position) => {
    const init = lowering.lower(element, scope);
    const slot = newSlot(lowering);
    scope = withLocal(scope, `@index${position}`, slot);
    return { init, slot };
  });
  const body = lowering.lower(result, scope);
  return bound.reduceRight(
    (inner: Node, { init, slot }) => ({ op: "bind", id: expr.id, cost: 0, slot, init, body: inner }),
    body,
  );
}
