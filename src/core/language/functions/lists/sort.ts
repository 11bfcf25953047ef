import { compare, typeNameOf, type Value } from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";
import { unsettledAmong } from "../unsettled.ts";

/** The elements in ascending order of the keys at the same positions, equal keys in the order they came; all keys have one type that has an order. */
export function sortByKeys(list: readonly Value[], keys: readonly Value[]): Value {
  if (list.length !== keys.length) {
    return invalidArgument(`Cannot sort ${list.length} elements by ${keys.length} keys`);
  }
  return unsettledAmong(keys) ?? keyProblem(keys) ?? sorted(list, keys);
}

function keyProblem(keys: readonly Value[]): Value | undefined {
  const [first] = keys;
  if (first === undefined) return undefined;
  const type = typeNameOf(first);
  if (compare(first, first) === undefined) return invalidArgument(`Values of type ${type} have no order`);
  const stranger = keys.find((key) => typeNameOf(key) !== type);
  if (stranger === undefined) return undefined;
  return invalidArgument(`Cannot sort by keys of different types, here ${type} and ${typeNameOf(stranger)}`);
}

function sorted(list: readonly Value[], keys: readonly Value[]): Value {
  const order = [...keys.keys()].toSorted((a, b) => compare(keys[a] ?? null, keys[b] ?? null) || 0);
  return order.map((at) => list[at] ?? null);
}
