import type { Constant, ConstantExpr, Expr, IdentExpr, ListExpr, SelectExpr, StructExpr } from "../../ast/expr.ts";
import type { CheckedExpression, Reference } from "../../2-check/checked.ts";
import { doubleOf, normalInt, Uint, type Value } from "../../values/index.ts";
import { fold } from "./fold.ts";
import { lowerCall } from "./lower-call.ts";
import { lowerComprehension } from "./lower-comprehension.ts";
import { holdsData, slotOf, type Locals, type Lowering } from "./lowering.ts";
import { candidateNames, qualifiedName, referenceOf, rootName } from "./names.ts";
import type { Node } from "./node.ts";

/** An expression in intermediate form, with the number of slots that its local variables take. */
export interface Lowered {
  readonly root: Node;
  readonly slots: number;
}

/** Brings an expression into intermediate form. Total: what has no meaning becomes a node that answers an error. */
export function lowerExpression(checked: CheckedExpression, optimise: boolean): Lowered {
  const lowering: Lowering = { checked, optimise, slots: 0, lower: (expr, locals) => lower(lowering, expr, locals) };
  const root = lowering.lower(checked.parsed.expr, undefined);
  return { root, slots: lowering.slots };
}

function lower(lowering: Lowering, expr: Expr, locals: Locals | undefined): Node {
  const node = lowerPlainly(lowering, expr, locals);
  return lowering.optimise ? fold(node) : node;
}

function lowerPlainly(lowering: Lowering, expr: Expr, locals: Locals | undefined): Node {
  switch (expr.kind) {
    case "constant":
      return lowerConstant(expr);
    case "ident":
      return lowerIdent(lowering, expr, locals);
    case "select":
      return lowerSelect(lowering, expr, locals);
    case "call":
      return lowerCall(lowering, expr, locals);
    case "list":
      return lowerList(lowering, expr, locals);
    case "struct":
      return expr.messageName === "" ? lowerMap(lowering, expr, locals) : lowerStruct(lowering, expr, locals);
    default:
      return lowerComprehension(lowering, expr, locals);
  }
}

function lowerConstant(expr: ConstantExpr): Node {
  return { op: "constant", id: expr.id, cost: 0, value: valueOf(expr.constant) };
}

function valueOf(constant: Constant): Value {
  switch (constant.type) {
    case "null":
      return null;
    case "int":
      return normalInt(constant.value);
    case "uint":
      return new Uint(constant.value);
    case "double":
      return doubleOf(constant.value);
    default:
      return constant.value;
  }
}

function lowerIdent(lowering: Lowering, expr: IdentExpr, locals: Locals | undefined): Node {
  const slot = slotOf(locals, expr.name);
  if (slot !== undefined) return { op: "local", id: expr.id, cost: 1, slot };
  const reference = referenceOf(lowering.checked, expr, expr.name);
  return nodeOf(reference, expr.id) ?? variable(expr.id, expr.name.replace(/^\./, ""));
}

function nodeOf(reference: Reference | undefined, id: number): Node | undefined {
  if (reference?.kind === "constant") return { op: "constant", id, cost: 1, value: reference.value };
  return reference?.kind === "variable" ? variable(id, reference.name) : undefined;
}

function variable(id: number, name: string): Node {
  return { op: "variable", id, cost: 1, name };
}

function lowerSelect(lowering: Lowering, expr: SelectExpr, locals: Locals | undefined): Node {
  const named = expr.testOnly ? undefined : nodeOf(qualifiedReference(lowering, expr, locals), expr.id);
  if (named !== undefined) return named;
  const operand = lowering.lower(expr.operand, locals);
  const isData = holdsData(lowering, expr.operand);
  return { op: expr.testOnly ? "has" : "field", id: expr.id, cost: 1, operand, field: expr.field, isData };
}

function qualifiedReference(lowering: Lowering, expr: SelectExpr, locals: Locals | undefined): Reference | undefined {
  const root = rootName(expr);
  if (root === undefined || slotOf(locals, root) !== undefined) return undefined;
  return referenceOf(lowering.checked, expr, qualifiedName(expr) ?? "");
}

const LIST_COST = 10;
const MAP_COST = 30;
const STRUCT_COST = 40;

function lowerList(lowering: Lowering, expr: ListExpr, locals: Locals | undefined): Node {
  const elements = expr.elements.map((element) => lowering.lower(element, locals));
  const optional = elements.map((_, at) => expr.optionalIndices.includes(at));
  const shape = { exprId: expr.id, optional, anyOptional: expr.optionalIndices.length > 0 };
  return { op: "list", id: expr.id, cost: LIST_COST, shape, elements };
}

function lowerMap(lowering: Lowering, expr: StructExpr, locals: Locals | undefined): Node {
  const keys = expr.entries.map((entry): Node => {
    const { key } = entry;
    if (key.kind === "map") return lowering.lower(key.expr, locals);
    return { op: "constant", id: entry.id, cost: 0, value: key.name };
  });
  const values = expr.entries.map((entry) => lowering.lower(entry.value, locals));
  return { op: "map", id: expr.id, cost: MAP_COST, shape: entryShape(expr), keys, values };
}

function lowerStruct(lowering: Lowering, expr: StructExpr, locals: Locals | undefined): Node {
  const { structs, container } = lowering.checked.environment;
  const name = candidateNames(container, expr.messageName).find((candidate) => structs.has(candidate));
  const fields = expr.entries.map(({ key }) => (key.kind === "field" ? key.name : ""));
  const type = structs.get(name ?? "");
  const shape = { ...entryShape(expr), type, name: expr.messageName, fields };
  const values = expr.entries.map((entry) => lowering.lower(entry.value, locals));
  return { op: "struct", id: expr.id, cost: STRUCT_COST, shape, values };
}

function entryShape(expr: StructExpr): { exprId: number; optional: boolean[]; anyOptional: boolean } {
  const optional = expr.entries.map((entry) => entry.optional);
  return { exprId: expr.id, optional, anyOptional: optional.includes(true) };
}
