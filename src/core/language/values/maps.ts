import { CelMap } from "./cel-map.ts";
import { typeNameOf } from "./type-name.ts";
import type { Value, ValueObject } from "./value.ts";

/** A map in either representation. */
export type MapValue = ValueObject | CelMap;

/** Tells a map: a plain object or a `CelMap`. */
export function isMap(value: Value): value is MapValue {
  return typeof value === "object" && value !== null && typeNameOf(value) === "map";
}

/** The number of entries. */
export function mapSize(map: MapValue): number {
  return map instanceof CelMap ? map.size : Object.keys(map).length;
}

/** The entries in insertion order; own keys only. */
export function mapEntries(map: MapValue): Iterable<readonly [Value, Value]> {
  return map instanceof CelMap ? map.entries() : Object.entries(map);
}

/** The value under a key, or `undefined` when there is none; own keys only, whatever their names. */
export function mapGet(map: MapValue, key: Value): Value | undefined {
  if (map instanceof CelMap) return map.get(key);
  return typeof key === "string" && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Whether the map has the key. */
export function mapHas(map: MapValue, key: Value): boolean {
  return map instanceof CelMap ? map.has(key) : typeof key === "string" && Object.hasOwn(map, key);
}

/** A map of these entries, later ones winning, in the representation that its keys demand. */
export function mapOfEntries(entries: readonly (readonly [Value, Value])[]): MapValue {
  return entries.every(hasStringKey) ? Object.fromEntries(entries) : new CelMap(entries);
}

function hasStringKey(entry: readonly [Value, Value]): entry is readonly [string, Value] {
  return typeof entry[0] === "string";
}
