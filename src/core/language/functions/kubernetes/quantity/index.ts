import { BOOL, DOUBLE, INT, opaqueOf, STRING } from "../../../types/type.ts";
import { doubleOf, INT_MAX, INT_MIN, normalInt, type Int, type Value } from "../../../values/index.ts";
import { readsFirst } from "../../cost.ts";
import type { FunctionLibrary } from "../../declaration.ts";
import { declare, func, method } from "../../define.ts";
import { invalidConversion, overflow } from "../../failure.ts";
import { typeConstant } from "../../standard/types.ts";
import { parseQuantity, Quantity } from "./quantity.ts";

const QUANTITY = opaqueOf("kubernetes.Quantity");
const NANOS = 1_000_000_000n;

function toQuantity(text: string): Value {
  return (
    parseQuantity(text) ??
    invalidConversion(text, "a quantity", "it is not a number with a suffix such as `m`, `k`, `Mi` or `e3`")
  );
}

function toInteger(quantity: Quantity): Value {
  const integer = quantity.toInteger();
  if (integer === undefined || integer > INT_MAX || integer < INT_MIN) {
    return invalidConversion(quantity.toString(), "int", "it is not a whole number within range");
  }
  return normalInt(integer);
}

function isInteger(quantity: Quantity): boolean {
  return typeof toInteger(quantity) !== "object";
}

/** Ten to the power of 40: far beyond every quantity that can be written, and a bound on repeated additions. */
const LIMIT = 10n ** 40n;

function quantityOf(nanos: bigint): Value {
  return nanos > LIMIT || nanos < -LIMIT ? overflow("The quantity is too large") : new Quantity(nanos);
}

/** Amounts of resources. Source: Kubernetes, `pkg/cel/library/quantity.go`. */
export const quantityLibrary: FunctionLibrary = {
  name: "kubernetes.quantity",
  functions: [
    declare(
      "quantity",
      "Converts text such as `1.5Gi` to a quantity.",
      func("string_to_quantity", [STRING, QUANTITY], toQuantity, readsFirst),
    ),
    declare(
      "isQuantity",
      "Whether text is a quantity.",
      func("is_quantity_string", [STRING, BOOL], (text: string) => parseQuantity(text) !== undefined, readsFirst),
    ),
    declare(
      "sign",
      "1, 0 or -1.",
      method("quantity_sign", [QUANTITY, INT], (a: Quantity) => a.compare(new Quantity(0n))),
    ),
    declare(
      "isGreaterThan",
      "Whether the first is greater.",
      method("quantity_is_greater_than", [QUANTITY, QUANTITY, BOOL], (a: Quantity, b: Quantity) => a.compare(b) > 0),
    ),
    declare(
      "isLessThan",
      "Whether the first is less.",
      method("quantity_is_less_than", [QUANTITY, QUANTITY, BOOL], (a: Quantity, b: Quantity) => a.compare(b) < 0),
    ),
    declare(
      "compareTo",
      "1, 0 or -1 as the first is greater, equal or less.",
      method("quantity_compare_to", [QUANTITY, QUANTITY, INT], (a: Quantity, b: Quantity) => a.compare(b)),
    ),
    declare(
      "asApproximateFloat",
      "The nearest double.",
      method("quantity_get_float", [QUANTITY, DOUBLE], (a: Quantity) => doubleOf(a.toDouble())),
    ),
    declare(
      "asInteger",
      "The whole number; an error when it is none.",
      method("quantity_get_int", [QUANTITY, INT], toInteger),
    ),
    declare("isInteger", "Whether it is a whole number.", method("quantity_is_integer", [QUANTITY, BOOL], isInteger)),
    declare(
      "add",
      "The sum.",
      method("quantity_add", [QUANTITY, QUANTITY, QUANTITY], (a: Quantity, b: Quantity) =>
        quantityOf(a.nanos + b.nanos),
      ),
      method("quantity_add_int", [QUANTITY, INT, QUANTITY], (a: Quantity, b: Int) =>
        quantityOf(a.nanos + BigInt(b) * NANOS),
      ),
    ),
    declare(
      "sub",
      "The difference.",
      method("quantity_sub", [QUANTITY, QUANTITY, QUANTITY], (a: Quantity, b: Quantity) =>
        quantityOf(a.nanos - b.nanos),
      ),
      method("quantity_sub_int", [QUANTITY, INT, QUANTITY], (a: Quantity, b: Int) =>
        quantityOf(a.nanos - BigInt(b) * NANOS),
      ),
    ),
  ],
  constants: { "kubernetes.Quantity": typeConstant("kubernetes.Quantity", QUANTITY) },
};
