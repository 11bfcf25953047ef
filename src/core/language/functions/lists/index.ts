import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  optionalOf,
  param,
  STRING,
  TIMESTAMP,
  UINT,
  type Type,
} from "../../types/type.ts";
import { isInt, Optional, type Value } from "../../values/index.ts";
import { sizeForCost, visitsDeeply, visitsFirst, visitsPairs } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func, method } from "../define.ts";
import { distinct } from "./distinct.ts";
import { flatten, range, reverse, slice } from "./shape.ts";
import { sortByKeys } from "./sort.ts";

const T = param("T");
const LIST = listOf(T);

/** The types that have an order, under the names that cel-go's overload ids use. */
const COMPARABLE: readonly (readonly [string, Type])[] = [
  ["int", INT],
  ["uint", UINT],
  ["double", DOUBLE],
  ["bool", BOOL],
  ["google.protobuf.Duration", DURATION],
  ["google.protobuf.Timestamp", TIMESTAMP],
  ["string", STRING],
  ["bytes", BYTES],
];

function visitsPairsOfFirst(list: Value): number {
  return visitsPairs(list, list);
}

/** Functions on lists. Source: cel-go, `ext/lists.go`, all versions; `first` and `last` are those of the optional library. */
export const listsLibrary: FunctionLibrary = {
  name: "lists",
  functions: [
    declare(
      "slice",
      "The elements from a position up to another.",
      method("list_slice", [LIST, INT, INT, LIST], slice, visitsFirst),
    ),
    declare(
      "flatten",
      "Puts the elements of nested lists in their place.",
      method("list_flatten", [listOf(LIST), LIST], flatten, flattenCost),
      method("list_flatten_int", [listOf(DYN), INT, listOf(DYN)], flatten, flattenCost),
    ),
    declare(
      "lists.range",
      "The ints from 0 up to a number.",
      func("lists_range", [INT, listOf(INT)], range, rangeCost),
    ),
    declare("reverse", "The elements from last to first.", method("list_reverse", [LIST, LIST], reverse, visitsFirst)),
    declare(
      "distinct",
      "The elements without repetitions.",
      method("list_distinct", [LIST, LIST], distinct, visitsPairsOfFirst),
    ),
    declare(
      "sort",
      "The elements in ascending order.",
      ...COMPARABLE.map(([name, type]) =>
        method(
          `list_${name}_sort`,
          [listOf(type), listOf(type)],
          (list: readonly Value[]) => sortByKeys(list, list),
          sortCost,
        ),
      ),
    ),
    declare(
      "@sortByAssociatedKeys",
      "The elements in the order of their keys; what the macro `sortBy` calls.",
      ...COMPARABLE.map(([name, type]) =>
        method(`list_${name}_sortByAssociatedKeys`, [LIST, listOf(type), LIST], sortByKeys, sortCost),
      ),
    ),
    declare(
      "first",
      "The first element, if there is one.",
      method("list_first", [LIST, optionalOf(T)], (list: readonly Value[]) => new Optional(list[0])),
    ),
    declare(
      "last",
      "The last element, if there is one.",
      method("list_last", [LIST, optionalOf(T)], (list: readonly Value[]) => new Optional(list.at(-1))),
    ),
  ],
};

function flattenCost(list: Value): number {
  return visitsFirst(list) + visitsDeeply(list);
}

/** Never negative, or a range that is refused would give back what was spent. */
function rangeCost(size: Value): number {
  return isInt(size) ? Math.max(0, Number(size)) : 0;
}

function sortCost(list: Value): number {
  const size = sizeForCost(list);
  return Math.ceil(size * Math.log2(size + 1));
}
