import { mapOf, param } from "../../types/type.ts";
import { CelError, isMap, mapEntries, mapHas, mapOfEntries, type MapValue, type Value } from "../../values/index.ts";
import { visitsFirst } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { tooMany } from "../limits.ts";

const K = param("K");
const V = param("V");
const MAP = mapOf(K, V);

function insert(map: MapValue, key: Value, value: Value): Value {
  return insertAll(map, [[key, value]]);
}

function insertMap(map: MapValue, other: MapValue): Value {
  return insertAll(map, [...mapEntries(other)]);
}

function insertAll(map: MapValue, added: readonly (readonly [Value, Value])[]): Value {
  const repeated = added.find(([key]) => mapHas(map, key));
  if (repeated) return new CelError("duplicate-key", "The map has the key already");
  const entries = [...mapEntries(map), ...added];
  return tooMany(entries.length) ?? mapOfEntries(entries);
}

function visitsBoth(first: Value, second: Value): number {
  return visitsFirst(first) + (isMap(second) ? visitsFirst(second) : 0);
}

/** What the two-variable macros that build maps call. Source: cel-go, `ext/comprehensions.go`. */
export const comprehensionsLibrary: FunctionLibrary = {
  name: "comprehensions",
  functions: [
    declare(
      "cel.@mapInsert",
      "A map with one more entry, or with those of another map; an error when a key is there already.",
      func("@mapInsert_map_key_value", [MAP, K, V, MAP], insert, visitsFirst),
      func("@mapInsert_map_map", [MAP, MAP, MAP], insertMap, visitsBoth),
    ),
  ],
};
