import { isMap, mapEntries, type Value } from "../../values/index.ts";
import { isBad, noOverload, type Bad } from "./bad.ts";

/** What a one-variable comprehension visits: the elements of a list or the keys of a map; or what is wrong with the range. */
export function visitedOf(range: Value, exprId: number): readonly Value[] | Bad {
  if (Array.isArray(range)) return range;
  if (isMap(range)) return Array.from(mapEntries(range), (entry) => entry[0]);
  return isBad(range) ? range : noOverload("comprehension", [range], exprId);
}

/** What a two-variable comprehension visits: positions with elements of a list, or keys with values of a map. */
export function pairsOf(range: Value, exprId: number): readonly (readonly [Value, Value])[] | Bad {
  if (Array.isArray(range)) return range.map((value: Value, at) => [at, value] as const);
  if (isMap(range)) return Array.from(mapEntries(range));
  return isBad(range) ? range : noOverload("comprehension", [range], exprId);
}
