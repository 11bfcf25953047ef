import {
  elementsOf,
  HclSet,
  isNumeric,
  isObjectValue,
  Traced,
  asUnknown,
  type HclObject,
  type HclValue,
} from "./values.ts";

/** Whether two values are equal; null when that is not known. */
export function isEqual(left: HclValue, right: HclValue): boolean | null {
  if (asUnknown(left) || asUnknown(right)) return null;
  if (isNumeric(left) && isNumeric(right)) return left === right || Number(left) === Number(right);
  const [leftElements, rightElements] = [elementsOf(left), elementsOf(right)];
  if (leftElements && rightElements) {
    return left instanceof HclSet === right instanceof HclSet && areEqual(leftElements, rightElements);
  }
  return isObjectValue(left) && isObjectValue(right) ? haveEqualMembers(left, right) : left === right;
}

function areEqual(left: readonly HclValue[], right: readonly HclValue[]): boolean | null {
  if (left.length !== right.length) return false;
  return all(left.map((element, index) => isEqual(element, right[index] ?? null)));
}

function haveEqualMembers(left: HclObject, right: HclObject): boolean | null {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key))) return false;
  return all(keys.map((key) => isEqual(left[key] ?? null, right[key] ?? null)));
}

function all(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

/** A text that two known values share only when they are equal, for finding repetitions. */
export function keyOf(value: HclValue): string {
  if (value instanceof Traced) return "?";
  if (typeof value === "bigint") return `n${value}`;
  const elements = elementsOf(value);
  if (elements) return `[${elements.map(keyOf).join(",")}]`;
  if (!isObjectValue(value)) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${keyOf(value[key] ?? null)}`).join(",")}}`;
}
