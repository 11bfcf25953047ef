import type { Value } from "#core/language";
import { isList, isObject, member } from "#core/model";

/** The member `key` when it is a string, else undefined. */
export function textOf(value: Value | undefined, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" ? found : undefined;
}

/** The elements of the member `key` when it is an array, else none. */
export function listOf(value: Value | undefined, key: string): readonly Value[] {
  const found = member(value, key);
  return isList(found) ? found : [];
}

/** The own members of the member `key` when it is an object, else none. */
export function entriesOf(value: Value | undefined, key: string): readonly (readonly [string, Value])[] {
  const found = member(value, key);
  return isObject(found) ? Object.entries(found) : [];
}

/** Sets an own member whatever its name; a plain assignment of `__proto__` would set the prototype. */
export function put<V>(object: Record<string, V>, key: string, value: V): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
