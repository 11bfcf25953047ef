import type { Expr, Value } from "#core/language";
import { Double } from "#core/language";
import { isList, isObject } from "#core/model";
import { InexpressibleError } from "./inexpressible.ts";

// Trees that are made here are only printed, so that all may have the same id.
const ID = 0;

type Call = Extract<Expr, { readonly kind: "call" }>;

export const NULL: Expr = { kind: "constant", id: ID, constant: { type: "null" } };
export const EMPTY_LIST: Expr = list([]);
export const EMPTY_MAP: Expr = { kind: "struct", id: ID, messageName: "", entries: [] };

export function bool(value: boolean): Expr {
  return { kind: "constant", id: ID, constant: { type: "bool", value } };
}

export function text(value: string): Expr {
  return { kind: "constant", id: ID, constant: { type: "string", value } };
}

export function ident(name: string): Expr {
  return { kind: "ident", id: ID, name };
}

export function select(operand: Expr, field: string): Expr {
  return { kind: "select", id: ID, operand, field, testOnly: false };
}

export function presence(operand: Expr, field: string): Expr {
  return { kind: "select", id: ID, operand, field, testOnly: true };
}

export function call(name: string, ...args: readonly Expr[]): Call {
  return { kind: "call", id: ID, function: name, args };
}

export function method(target: Expr, name: string, ...args: readonly Expr[]): Call {
  return { kind: "call", id: ID, function: name, target, args };
}

export function list(elements: readonly Expr[]): Expr {
  return { kind: "list", id: ID, elements, optionalIndices: [] };
}

/** A value without a type, so that it may stand beside values of others in a list or map. */
export function dyn(expr: Expr): Expr {
  return call("dyn", expr);
}

/** `name` standing for `value` within `body`: Kubernetes has no `cel.bind`, but a list of one element does the same. */
export function bind(name: string, value: Expr, body: Expr): Expr {
  const bound = method(list([dyn(value)]), "map", ident(name), body);
  return call("_[_]", bound, literal(0));
}

/** The entries of a map literal; those whose value may be null are left out when it is. */
export function map(
  entries: readonly { readonly key: string; readonly value: Expr; readonly optional: boolean }[],
): Expr {
  const made = entries.map(({ key, value, optional }) => ({
    id: ID,
    key: { kind: "map", expr: text(key) } as const,
    value,
    optional,
  }));
  return { kind: "struct", id: ID, messageName: "", entries: made };
}

/** The literal of a value, as parameters hold them. */
export function literal(value: Value): Expr {
  if (value === null) return NULL;
  if (typeof value === "boolean") return bool(value);
  if (typeof value === "string") return text(value);
  if (typeof value === "bigint") return { kind: "constant", id: ID, constant: { type: "int", value } };
  if (typeof value === "number") return numberLiteral(value);
  if (value instanceof Double) return { kind: "constant", id: ID, constant: { type: "double", value: value.value } };
  if (isList(value)) return list(value.map(elementOf(value)));
  if (!isObject(value)) throw new InexpressibleError("a parameter holds a value that has no literal");
  return map(Object.entries(value).map(([key, one]) => ({ key, value: dyn(literal(one)), optional: false })));
}

function elementOf(values: readonly Value[]): (value: Value) => Expr {
  const plain = new Set(values.map((value) => typeof value)).size <= 1 && typeof values[0] !== "object";
  return (value) => (plain ? literal(value) : dyn(literal(value)));
}

function numberLiteral(value: number): Expr {
  if (!Number.isInteger(value)) return { kind: "constant", id: ID, constant: { type: "double", value } };
  return { kind: "constant", id: ID, constant: { type: "int", value: BigInt(value) } };
}
