import { BOOL, listOf, param } from "../../types/type.ts";
import { Unknown, type Value } from "../../values/index.ts";
import { visitsPairs } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { isElement } from "../standard/containers.ts";

const LIST = listOf(param("T"));

type Ternary = boolean | Unknown;

/** Whether every element of `part` is in `whole`: a definite absence wins over an unknown. */
function contains(whole: readonly Value[], part: readonly Value[]): Ternary {
  return fold(part, whole, false);
}

/** Whether the lists share an element: a definite presence wins over an unknown. */
function intersects(a: readonly Value[], b: readonly Value[]): Ternary {
  return fold(a, b, true);
}

/** Looks up each of `elements` in `list` until one lookup answers `decisive`; else unknown if one was unknown, else the opposite. */
function fold(elements: readonly Value[], list: readonly Value[], decisive: boolean): Ternary {
  let unknown: Unknown | undefined;
  for (const element of elements) {
    const found = isElement(element, list);
    if (found === decisive) return decisive;
    if (typeof found !== "boolean") unknown = unknown?.merge(found) ?? found;
  }
  return unknown ?? !decisive;
}

function equivalent(a: readonly Value[], b: readonly Value[]): Ternary {
  const forward = contains(a, b);
  if (forward === false) return false;
  const backward = contains(b, a);
  return backward === true ? forward : backward;
}

/** Lists taken as sets. Source: cel-go, `ext/sets.go`. */
export const setsLibrary: FunctionLibrary = {
  name: "sets",
  functions: [
    declare(
      "sets.contains",
      "Whether a list holds every element of another.",
      func("list_sets_contains_list", [LIST, LIST, BOOL], contains, visitsPairs),
    ),
    declare(
      "sets.intersects",
      "Whether two lists share an element.",
      func("list_sets_intersects_list", [LIST, LIST, BOOL], intersects, visitsPairs),
    ),
    declare(
      "sets.equivalent",
      "Whether two lists hold the same elements.",
      func("list_sets_equivalent_list", [LIST, LIST, BOOL], equivalent, (a, b) => 2 * visitsPairs(a, b)),
    ),
  ],
};
