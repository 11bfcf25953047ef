import { BOOL, BYTES, INT, listOf, mapOf, param, STRING } from "../../types/type.ts";
import {
  CelError,
  Double,
  equals,
  isMap,
  mapGet,
  mapHas,
  mapSize,
  numericOf,
  typeNameOf,
  Uint,
  Unknown,
  type MapValue,
  type Value,
} from "../../values/index.ts";
import { sizeForCost } from "../cost.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import { declare, func, method, operator } from "../define.ts";
import { noSuchOverload, quoted } from "../failure.ts";
import { codePointCount } from "../text/code-points.ts";

const A = param("A");
const B = param("B");
const LIST = listOf(A);
const MAP = mapOf(A, B);

/**
 * `container[key]`: an element of a list by an int (or a uint or double that is integral), or the value of a map under a key. A key that is
 * absent, an index beyond the list and a container of another type are errors.
 */
export function indexInto(container: Value, key: Value): Value {
  if (Array.isArray(container)) return elementAt(container, key);
  if (isMap(container)) return valueUnder(container, key);
  return noSuchOverload("_[_]", [typeNameOf(container), typeNameOf(key)]);
}

function elementAt(list: readonly Value[], key: Value): Value {
  const index = numericOf(key);
  if (index === undefined) return noSuchOverload("_[_]", ["list", typeNameOf(key)]);
  const element = list[Number(index)];
  if (element !== undefined) return element;
  return new CelError("index-out-of-range", `The index ${index} lies outside a list of ${list.length} elements`);
}

function valueUnder(map: MapValue, key: Value): Value {
  const value = mapGet(map, key);
  if (value !== undefined) return value;
  return isKey(key)
    ? new CelError("no-such-key", `The map has no key ${quoted(keyText(key))}`)
    : noSuchOverload("_[_]", ["map", typeNameOf(key)]);
}

type Key = string | boolean | number | bigint | Uint | Double;

function isKey(value: Value): value is Key {
  return typeof value === "string" || typeof value === "boolean" || numericOf(value) !== undefined;
}

function keyText(key: Key): string {
  return String(key instanceof Uint || key instanceof Double ? key.value : key);
}

/**
 * `value in container`: whether a list has an equal element, or a map the key. True when one is definitely there; otherwise an `Unknown` when an
 * unknown element may be it.
 */
function isIn(value: Value, container: Value): Value {
  if (Array.isArray(container)) return isElement(value, container);
  return isMap(container)
    ? mapHas(container, value)
    : noSuchOverload("@in", [typeNameOf(value), typeNameOf(container)]);
}

/** `isIn` for a list. */
export function isElement(value: Value, list: readonly Value[]): boolean | Unknown {
  let unknown: Unknown | undefined;
  for (const element of list) {
    const equal = equals(value, element);
    if (equal === true) return true;
    if (equal !== false) unknown = unknown?.merge(equal) ?? equal;
  }
  return unknown ?? false;
}

/** `size(value)` of a string in code points, of bytes, of a list or of a map. */
function sizeOf(value: Value): Value {
  if (typeof value === "string") return codePointCount(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return isMap(value) ? mapSize(value) : noSuchOverload("size", [typeNameOf(value)]);
}

/** Indexing, membership and size. Source: cel-spec, "Field selection" and "List of standard definitions"; overload ids of cel-go. */
export const containers: readonly FunctionDeclaration[] = [
  declare(
    "_[_]",
    "The element of a list or the value of a map.",
    operator("index_list", [LIST, INT, A], (list = null, index = null) => indexInto(list, index)),
    operator("index_map", [MAP, A, B], (map = null, key = null) => indexInto(map, key)),
  ),
  declare(
    "@in",
    "Whether a list has the element or a map the key.",
    operator(
      "in_list",
      [A, LIST, BOOL],
      (value = null, list = null) => isIn(value, list),
      (_value, list) => sizeForCost(list) - 1,
    ),
    operator("in_map", [A, MAP, BOOL], (key = null, map = null) => isIn(key, map)),
  ),
  declare(
    "size",
    "The number of characters, bytes, elements or entries.",
    func("size_string", [STRING, INT], sizeOf),
    func("size_bytes", [BYTES, INT], sizeOf),
    func("size_list", [LIST, INT], sizeOf),
    func("size_map", [MAP, INT], sizeOf),
    method("string_size", [STRING, INT], sizeOf),
    method("bytes_size", [BYTES, INT], sizeOf),
    method("list_size", [LIST, INT], sizeOf),
    method("map_size", [MAP, INT], sizeOf),
  ),
];
