import type { Value } from "#core/language";
import { isObject } from "./json/shapes.ts";

/** The own member `key` of an object; undefined when there is none or `value` is no object. */
export function member(value: Value | undefined, key: string): Value | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The member at the end of `keys`, undefined as soon as one is missing. */
export function memberAt(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  return keys.reduce(member, value);
}
