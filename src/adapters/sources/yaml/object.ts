import type { Value } from "#core/language";

/** An object under construction. */
export type Fields = Record<string, Value>;

/** Sets an own property whatever its name: plain assignment to `__proto__` would change the prototype instead. */
export function setField(fields: Fields, key: string, value: Value): void {
  if (key === "__proto__") {
    Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  } else fields[key] = value;
}
