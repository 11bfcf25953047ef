import { Double, type Value } from "#core/language";
import { isList, isObject, setOwn } from "#core/model";

/** A number as a double of the language. */
export function doubleOf(value: number): number | Double {
  return Number.isInteger(value) ? new Double(value) : value;
}

/** A value as Go reads it from JSON, where every number is a double. */
export function withDoubles(value: Value): Value {
  if (typeof value === "number" || typeof value === "bigint") return doubleOf(Number(value));
  if (isList(value)) return value.map(withDoubles);
  if (!isObject(value)) return value;
  const object: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) setOwn(object, key, withDoubles(member));
  return object;
}
