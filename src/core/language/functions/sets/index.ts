import { BOOL, listOf, param } from "../../types/type.ts";
import { CelError, Unknown, type Value } from "../../values/index.ts";
import { visitsPairs } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { ElementIndex } from "../element-index.ts";

const LIST = listOf(param("T"));

type Answer = boolean | Unknown | CelError;

/** Whether every element of `part` is in `whole`: a definite absence wins over an unknown. */
function contains(whole: readonly Value[], part: readonly Value[]): Answer {
  return fold(part, whole, false);
}

/** Whether the lists share an element: a definite presence wins over an unknown. */
function intersects(a: readonly Value[], b: readonly Value[]): Answer {
  return fold(a, b, true);
}

/** Looks up each of `elements` in `list` until one lookup answers `decisive`; else unknown if one was unknown, else the opposite. */
function fold(elements: readonly Value[], list: readonly Value[], decisive: boolean): Answer {
  const index = new ElementIndex(list);
  let unknown: Unknown | undefined;
  for (const element of elements) {
    const found = index.has(element);
    if (found === decisive || found instanceof CelError) return found;
    if (typeof found !== "boolean") unknown = unknown?.merge(found) ?? found;
  }
  return unknown ?? !decisive;
}

function equivalent(a: readonly Value[], b: readonly Value[]): Answer {
  const forward = contains(a, b);
  if (forward === false || forward instanceof CelError) return forward;
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
