import type { Value, ValueObject } from "#core/language";

/** Tells a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Tells a map with string keys, as it comes from JSON or YAML: a plain object. */
export function isObject(value: Value | undefined): value is ValueObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
