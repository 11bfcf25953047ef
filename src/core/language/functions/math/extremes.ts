import { compare, numericOf, typeNameOf, type Value } from "../../values/index.ts";
import { invalidArgument, noSuchOverload } from "../failure.ts";
import { unsettledAmong } from "../unsettled.ts";

/** The greater of two numbers for the sign 1, the lesser for -1; of equal numbers and beside NaN the first. */
export function extremeOfPair(first: Value, second: Value, sign: 1 | -1): Value {
  const order = compare(first, second);
  return order !== undefined && order * sign < 0 ? second : first;
}

/** The greatest or least number of a list; an error for an empty list and for anything that is not a number, unknown when an element is. */
export function extremeOfList(list: readonly Value[], sign: 1 | -1): Value {
  const unsettled = unsettledAmong(list);
  if (unsettled) return unsettled;
  const stranger = list.find((element) => numericOf(element) === undefined);
  if (stranger !== undefined) return noSuchOverload(sign > 0 ? "math.@max" : "math.@min", [typeNameOf(stranger)]);
  const [first, ...others] = list;
  if (first === undefined) return invalidArgument("An empty list has no greatest and no least number");
  return others.reduce((extreme, element) => extremeOfPair(extreme, element, sign), first);
}
