import { Double, isMap, mapGet, Optional, StructValue, typeNameOf, Uint, type Value } from "../../values/index.ts";
import { fail, firstBad, isBad, noOverload, placed, type Bad } from "./bad.ts";

/** `operand.field`, exactly: own keys of maps, fields of structs, and through optionals. */
export function selectField(operand: Value, field: string, exprId: number): Value {
  if (isMap(operand)) {
    const value = mapGet(operand, field);
    return value === undefined ? noSuchKey(field, exprId) : value;
  }
  if (operand instanceof StructValue) return placed(operand.get(field), exprId);
  if (operand instanceof Optional && operand.value !== null) return selectOptional(operand, field, exprId);
  return noFields(operand instanceof Optional ? null : operand, field, exprId);
}

/** `has(operand.field)`, exactly. A present null is present, and so is a value that is not known; null itself has no fields, as in cel-go. */
export function hasField(operand: Value, field: string, exprId: number): Value {
  if (operand === null) return false;
  if (isMap(operand)) return mapGet(operand, field) !== undefined;
  if (operand instanceof StructValue) return placed(operand.has(field), exprId);
  if (operand instanceof Optional) return operand.value === undefined ? false : hasField(operand.value, field, exprId);
  return noFields(operand, field, exprId);
}

/** `operand.?field`: an optional of the field, none when it is absent. */
export function selectOptional(operand: Value, field: string, exprId: number): Value {
  if (operand instanceof Optional) {
    return operand.value === undefined ? operand : selectOptional(operand.value, field, exprId);
  }
  const has = hasField(operand, field, exprId);
  if (has !== true) return has === false ? NONE : has;
  return optionalOf(selectField(operand, field, exprId));
}

/** `operand[key]`, exactly. */
export function indexValue(operand: Value, key: Value, exprId: number): Value {
  if (operand instanceof Optional) return indexOptional(operand, key, exprId);
  const found = lookUp(operand, key, exprId);
  return found === undefined ? absent(operand, key, exprId) : found;
}

/** `operand[?key]`: an optional of the element, none when it is absent. */
export function indexOptional(operand: Value, key: Value, exprId: number): Value {
  if (operand instanceof Optional && !isBad(key)) {
    return operand.value === undefined ? operand : indexOptional(operand.value, key, exprId);
  }
  const found = lookUp(operand, key, exprId);
  return found === undefined ? NONE : optionalOf(found);
}

const NONE = new Optional(undefined);

function optionalOf(value: Value): Value {
  return isBad(value) ? value : new Optional(value);
}

/** The element, `undefined` when there is none, or what is wrong with the question. */
function lookUp(operand: Value, key: Value, exprId: number): Value | undefined {
  const bad = firstBad([operand, key]);
  if (bad !== undefined) return bad;
  if (isMap(operand)) return mapGet(operand, key);
  return Array.isArray(operand) ? elementAt(operand, key, exprId) : noOverload("_[_]", [operand, key], exprId);
}

function elementAt(list: readonly Value[], key: Value, exprId: number): Value | undefined {
  const at = positionOf(key);
  return at === undefined ? noOverload("_[_]", [list, key], exprId) : list[at];
}

/** The position that a list index names: any integral number, whatever its type; `undefined` for what can never be a position. */
function positionOf(key: Value): number | undefined {
  if (typeof key === "bigint") return Number(key);
  if (typeof key === "number") return Number.isSafeInteger(key) ? key : undefined;
  return key instanceof Uint || key instanceof Double ? Number(key.value) : undefined;
}

function absent(operand: Value, key: Value, exprId: number): Bad {
  if (!Array.isArray(operand)) return noSuchKey(key, exprId);
  const message = `Index \`${describeKey(key)}\` lies outside a list of ${operand.length} elements`;
  return fail("index-out-of-range", message, exprId);
}

function noSuchKey(key: Value, exprId: number): Bad {
  return fail("no-such-key", `The map has no key \`${describeKey(key)}\``, exprId);
}

function describeKey(key: Value): string {
  if (typeof key === "string") return key.length > 100 ? `${key.slice(0, 100)}...` : key;
  if (key instanceof Uint || key instanceof Double) return String(key.value);
  return typeof key === "object" && key !== null ? typeNameOf(key) : String(key);
}

function noFields(operand: Value, field: string, exprId: number): Bad {
  if (isBad(operand)) return operand;
  return fail("no-such-overload", `A value of type ${typeNameOf(operand)} has no field \`${field}\``, exprId);
}
