import type { Value } from "#core/language";
import { isObject } from "#core/model";

/** The value at a path of own keys; undefined where there is none. */
export function fieldAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let at = value;
  for (const key of path) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** The text at a path of own keys; null where there is none. */
export function textAt(value: Value | undefined, ...path: readonly string[]): string | null {
  const found = fieldAt(value, ...path);
  return typeof found === "string" ? found : null;
}
