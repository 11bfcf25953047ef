import type { Meter } from "../compiled.ts";
import { CelMap, compare, equals, isMap, mapHas, mapSize, type Value } from "../../values/index.ts";
import { firstBad, isBad, noOverload, notBool } from "./bad.ts";
import { charge, LONG_TEXT, traversalCost } from "./meter.ts";

/** `left == right`, for values that the fast path has not settled. */
export function equalValues(left: Value, right: Value, meter: Meter): Value {
  if (typeof left === "number" && typeof right === "number") return left === right;
  if (isBad(left) || isBad(right)) return firstBad([left, right]) ?? false;
  if (typeof left === "string" && typeof right === "string") return equalTexts(left, right, meter);
  chargeTrees(left, right, meter);
  return equals(left, right);
}

/** Texts of different lengths differ without a look; otherwise comparing them is charged by length. */
function equalTexts(left: string, right: string, meter: Meter): boolean {
  if (left.length !== right.length) return false;
  charge(meter, extraTraversal(left.length));
  return left === right;
}

/** `left != right`. */
export function differentValues(left: Value, right: Value, meter: Meter): Value {
  return negate(equalValues(left, right, meter), 0);
}

/** `value == null`: settled by the value alone. */
export function isNull(value: Value): Value {
  return isBad(value) ? value : value === null;
}

/** `value != null`. */
export function isNotNull(value: Value): Value {
  return isBad(value) ? value : value !== null;
}

/** `!value`. */
export function negate(value: Value, exprId: number): Value {
  return typeof value === "boolean" ? !value : notBool(value, exprId);
}

/** `@not_strictly_false(value)`: only a plain false is false. */
export function isNotFalse(value: Value): boolean {
  return value !== false;
}

export type Relation = "<" | "<=" | ">" | ">=";

/** Two values and the relation asked about. */
export interface OrderQuestion {
  readonly relation: Relation;
  readonly exprId: number;
}

/** `left < right` and its siblings, across all types that have an order. */
export function relateValues(question: OrderQuestion, left: Value, right: Value, meter: Meter): Value {
  if (isBad(left) || isBad(right)) return firstBad([left, right]) ?? false;
  if (typeof left === "string" && typeof right === "string") {
    charge(meter, extraTraversal(Math.min(left.length, right.length)));
  }
  const order = compare(left, right);
  if (order === undefined) return noOverload(`_${question.relation}_`, [left, right], question.exprId);
  return HOLDS[question.relation](order);
}

const HOLDS: Readonly<Record<Relation, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** `element in container`, for values that the fast path has not settled. */
export function isIn(element: Value, container: Value, meter: Meter, exprId: number): Value {
  const bad = firstBad([element, container]);
  if (bad !== undefined) return bad;
  if (isMap(container)) {
    charge(meter, 1);
    return mapHas(container, element);
  }
  if (!Array.isArray(container)) return noOverload("_in_", [element, container], exprId);
  return isInList(element, container, meter);
}

function isInList(element: Value, list: readonly Value[], meter: Meter): Value {
  let doubt: Value = false;
  charge(meter, list.length * elementCost(element));
  if (typeof element === "string") return isTextInList(element, list);
  for (const candidate of list) {
    const same = candidate === element || equalElements(candidate, element, meter);
    if (same === true) return true;
    if (same !== false) doubt = isBad(doubt) ? (firstBad([doubt, same]) ?? doubt) : same;
  }
  return doubt;
}

function elementCost(element: Value): number {
  return typeof element === "string" && element.length > LONG_TEXT ? traversalCost(element.length) : 1;
}

/** A text is equal to texts only; an element that is unknown or an error by itself leaves it open. */
export function isTextInList(text: string, list: readonly Value[]): Value {
  let doubt: Value = false;
  for (let at = 0; at < list.length; at++) {
    const candidate = list[at] ?? null;
    if (candidate === text) return true;
    if (typeof candidate === "object" && isBad(candidate)) doubt = equalsInDoubt(doubt, candidate, text);
  }
  return doubt;
}

function equalsInDoubt(doubt: Value, candidate: Value, text: string): Value {
  const same = equals(candidate, text);
  return firstBad([doubt, same]) ?? same;
}

/** Equality with an element at rest, which may be unknown or an error by itself. */
function equalElements(candidate: Value, element: Value, meter: Meter): Value {
  chargeTrees(candidate, element, meter);
  return equals(candidate, element);
}

/** Charges what comparing two lists or maps costs beyond the one unit: the elements of one of them, to any depth. */
function chargeTrees(left: Value, right: Value, meter: Meter): void {
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) return;
  chargeTree(left, meter);
}

/** What comparing texts costs beyond the one unit of the comparison. */
export function extraTraversal(length: number): number {
  return length > 10 ? traversalCost(length) - 1 : 0;
}

/** Charges one unit for every element of a value, to any depth; the meter's limit bounds the walk. */
function chargeTree(root: Value, meter: Meter): void {
  const pending: Value[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value === "string") charge(meter, traversalCost(value.length));
    else if (Array.isArray(value)) pushAll(pending, value, meter);
    else if (value instanceof Uint8Array) charge(meter, traversalCost(value.length));
    else if (isMap(value)) pushAll(pending, mapValues(value), meter);
  }
}

function pushAll(pending: Value[], values: readonly Value[], meter: Meter): void {
  charge(meter, values.length);
  for (const value of values) pending.push(value);
}

function mapValues(map: Parameters<typeof mapSize>[0]): readonly Value[] {
  return map instanceof CelMap ? Array.from(map.entries(), (entry) => entry[1]) : Object.values(map);
}
