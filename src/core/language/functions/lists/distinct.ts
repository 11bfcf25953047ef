import { equals, numericOf, Unknown, type Value } from "../../values/index.ts";
import { invalidArgument } from "../failure.ts";

/** How many elements that are not plain scalars are compared with each other; beyond, the quadratic work would be too much. */
const MAX_COMPARED = 10_000;

/** The elements without those that equal an earlier one; unknown when that cannot be told. */
export function distinct(list: readonly Value[]): Value {
  const scalars = new Set<string>();
  const others: Value[] = [];
  const result: Value[] = [];
  for (const element of list) {
    const identity = scalarIdentity(element);
    const isRepeated = identity === undefined ? isAmong(element, others) : scalars.has(identity);
    if (isRepeated === true) continue;
    if (isRepeated !== false) return isRepeated;
    if (identity === undefined) others.push(element);
    else scalars.add(identity);
    if (others.length > MAX_COMPARED)
      return invalidArgument(`Cannot compare more than ${MAX_COMPARED} lists and maps with each other`);
    result.push(element);
  }
  return result;
}

/** A text that is equal for equal strings, bools and numbers of moderate size; `undefined` for values that must be compared. */
function scalarIdentity(value: Value): string | undefined {
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "boolean") return `b${value}`;
  const number = Number(numericOf(value));
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? `n${number}` : undefined;
}

function isAmong(value: Value, others: readonly Value[]): boolean | Unknown {
  if (value instanceof Unknown) return value;
  let unknown: Unknown | undefined;
  for (const other of others) {
    const equal = equals(value, other);
    if (equal === true) return true;
    if (equal !== false) unknown ??= equal;
  }
  return unknown ?? false;
}
