import { CelError, compare, typeNameOf, type Value } from "../../../values/index.ts";
import { invalidArgument, noSuchOverload } from "../../failure.ts";
import { add } from "../../standard/arithmetic.ts";
import { unsettledAmong } from "../../unsettled.ts";

/** Whether each element is at most its successor; unknown when an element is. */
export function isSorted(list: readonly Value[]): Value {
  const unsettled = unsettledAmong(list);
  if (unsettled) return unsettled;
  let previous: Value | undefined;
  for (const element of list) {
    const order = compare(previous ?? element, element);
    if (order === undefined) return noSuchOverload("isSorted", [typeNameOf(previous ?? element), typeNameOf(element)]);
    if (order > 0) return false;
    previous = element;
  }
  return true;
}

const SUMMABLE: ReadonlySet<string> = new Set(["int", "uint", "double", "google.protobuf.Duration"]);

/** The sum of the elements, `zero` when there are none; unknown when an element is. */
export function sum(list: readonly Value[], zero: Value): Value {
  const unsettled = unsettledAmong(list);
  if (unsettled) return unsettled;
  const [first = zero, ...others] = list;
  if (!SUMMABLE.has(typeNameOf(first))) return noSuchOverload("sum", [typeNameOf(first)]);
  let total = first;
  for (const element of others) {
    total = add(total, element);
    if (total instanceof CelError) return total;
  }
  return total;
}

/** The greatest element for the sign 1, the least for -1, of equal ones the first; unknown when an element is. */
export function extreme(list: readonly Value[], sign: 1 | -1): Value {
  const unsettled = unsettledAmong(list);
  if (unsettled) return unsettled;
  let best: Value | undefined;
  for (const element of list) {
    const order = compare(best ?? element, element);
    if (order === undefined) return noSuchOverload("min and max", [typeNameOf(best ?? element), typeNameOf(element)]);
    if (best === undefined || order * sign < 0) best = element;
  }
  return best ?? invalidArgument("An empty list has no greatest and no least element");
}
