import { BOOL, BYTES, DOUBLE, DURATION, INT, param, STRING, TIMESTAMP, UINT, type Type } from "../../types/type.ts";
import { compare, equals, typeNameOf, type Value } from "../../values/index.ts";
import { readsShorter } from "../cost.ts";
import type { FunctionDeclaration, Overload } from "../declaration.ts";
import { declare, func, operator } from "../define.ts";
import { noSuchOverload } from "../failure.ts";

const A = param("A");

/** The pairs of types that have an order, by the suffix of cel-go's overload ids. */
const ORDERED: readonly (readonly [string, Type, Type])[] = [
  ["bool", BOOL, BOOL],
  ["int64", INT, INT],
  ["int64_double", INT, DOUBLE],
  ["int64_uint64", INT, UINT],
  ["uint64", UINT, UINT],
  ["uint64_double", UINT, DOUBLE],
  ["uint64_int64", UINT, INT],
  ["double", DOUBLE, DOUBLE],
  ["double_int64", DOUBLE, INT],
  ["double_uint64", DOUBLE, UINT],
  ["string", STRING, STRING],
  ["bytes", BYTES, BYTES],
  ["timestamp", TIMESTAMP, TIMESTAMP],
  ["duration", DURATION, DURATION],
];

function ordering(prefix: string, holds: (order: number) => boolean): readonly Overload[] {
  const evaluate = (a: Value, b: Value): Value => {
    const order = compare(a, b);
    return order === undefined ? noSuchOverload(prefix, [typeNameOf(a), typeNameOf(b)]) : holds(order);
  };
  return ORDERED.map(([suffix, left, right]) =>
    func(
      `${prefix}_${suffix}`,
      [left, right, BOOL],
      evaluate,
      left === STRING || left === BYTES ? readsShorter : undefined,
    ),
  );
}

function differs(a: Value = null, b: Value = null): Value {
  const equal = equals(a, b);
  return typeof equal === "boolean" ? !equal : equal;
}

/** `== != < <= > >=`. Source: cel-spec, "Equality" and "Ordering"; overload ids of cel-go. */
export const comparison: readonly FunctionDeclaration[] = [
  declare(
    "_==_",
    "Equal; numbers across their types.",
    operator("equals", [A, A, BOOL], (a = null, b = null) => equals(a, b), readsShorter),
  ),
  declare("_!=_", "Not equal.", operator("not_equals", [A, A, BOOL], differs, readsShorter)),
  declare("_<_", "Less than.", ...ordering("less", (order) => order < 0)),
  declare("_<=_", "Less than or equal.", ...ordering("less_equals", (order) => order <= 0)),
  declare("_>_", "Greater than.", ...ordering("greater", (order) => order > 0)),
  declare("_>=_", "Greater than or equal.", ...ordering("greater_equals", (order) => order >= 0)),
];
