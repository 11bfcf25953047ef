import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";

/** A member of an object, whatever it is called; undefined where it has none. */
export function own(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A member that is a text; null for anything else. */
export function ownText(object: ValueObject, key: string): string | null {
  const value = own(object, key);
  return typeof value === "string" ? value : null;
}

/** A member that is an object; an empty one for anything else. */
export function ownObject(object: ValueObject, key: string): ValueObject {
  const value = own(object, key) ?? null;
  return isObject(value) ? value : {};
}
