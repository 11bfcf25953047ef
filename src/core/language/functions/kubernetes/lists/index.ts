import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  param,
  STRING,
  TIMESTAMP,
  UINT,
  type Type,
} from "../../../types/type.ts";
import { Double, Duration, Uint, type Value } from "../../../values/index.ts";
import { visitsFirst } from "../../cost.ts";
import type { FunctionLibrary } from "../../declaration.ts";
import { declare, method } from "../../define.ts";
import { extreme, isSorted, sum } from "./folds.ts";
import { firstIndexOf, includes, lastIndexOf } from "./search.ts";

const A = param("A");

const COMPARABLE: readonly (readonly [string, Type])[] = [
  ["int", INT],
  ["uint", UINT],
  ["double", DOUBLE],
  ["bool", BOOL],
  ["duration", DURATION],
  ["timestamp", TIMESTAMP],
  ["string", STRING],
  ["bytes", BYTES],
];

const SUMMABLE: readonly (readonly [string, Type, Value])[] = [
  ["int", INT, 0],
  ["uint", UINT, new Uint(0n)],
  ["double", DOUBLE, new Double(0)],
  ["duration", DURATION, new Duration(0n)],
];

function visitsFirstOnly(list: Value): number {
  return visitsFirst(list) - 1;
}

/** Functions on lists. Source: Kubernetes, `pkg/cel/library/lists.go`. */
export const kubernetesListsLibrary: FunctionLibrary = {
  name: "kubernetes.lists",
  functions: [
    declare(
      "isSorted",
      "Whether the elements ascend.",
      ...COMPARABLE.map(([name, type]) =>
        method(`list_${name}_is_sorted_bool`, [listOf(type), BOOL], isSorted, visitsFirstOnly),
      ),
    ),
    declare(
      "sum",
      "The sum of the elements.",
      ...SUMMABLE.map(([name, type, zero]) =>
        method(
          `list_${name}_sum_${name}`,
          [listOf(type), type],
          (list: readonly Value[]) => sum(list, zero),
          visitsFirstOnly,
        ),
      ),
    ),
    declare(
      "max",
      "The greatest element.",
      ...COMPARABLE.map(([name, type]) =>
        method(
          `list_${name}_max_${name}`,
          [listOf(type), type],
          (list: readonly Value[]) => extreme(list, 1),
          visitsFirstOnly,
        ),
      ),
    ),
    declare(
      "min",
      "The least element.",
      ...COMPARABLE.map(([name, type]) =>
        method(
          `list_${name}_min_${name}`,
          [listOf(type), type],
          (list: readonly Value[]) => extreme(list, -1),
          visitsFirstOnly,
        ),
      ),
    ),
    declare(
      "indexOf",
      "The first position of an element, or -1.",
      method("list_a_index_of_int", [listOf(A), A, INT], firstIndexOf, visitsFirstOnly),
    ),
    declare(
      "lastIndexOf",
      "The last position of an element, or -1.",
      method("list_a_last_index_of_int", [listOf(A), A, INT], lastIndexOf, visitsFirstOnly),
    ),
    declare(
      "includes",
      "Whether a list has the element, or a value equals another.",
      method("list_includes_dyn_dyn", [DYN, DYN, BOOL], includes, visitsFirst),
    ),
  ],
};
