import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";

/**
 * The claim at a path: names between dots, own members alone. A name may itself have dots (`https://acme.example/team`, `kubernetes.io.namespace`); of those
 * that fit, the longest is meant.
 */
export function claimAt(claims: ValueObject, path: string): Value | undefined {
  let value: Value | undefined = claims;
  let names: readonly string[] = path.split(".");
  while (names.length > 0) {
    if (value === undefined || !isObject(value)) return undefined;
    const length = longestName(value, names);
    if (length === 0) return undefined;
    value = value[names.slice(0, length).join(".")];
    names = names.slice(length);
  }
  return value;
}

/** How many of the names, put together, are one that the value has; 0 where it has none. */
function longestName(value: ValueObject, names: readonly string[]): number {
  for (let length = names.length; length > 0; length -= 1) {
    if (Object.hasOwn(value, names.slice(0, length).join("."))) return length;
  }
  return 0;
}

/** A claim as texts: one text, or a list of nothing but texts; anything else is undefined. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  if (value === undefined || !isList(value)) return undefined;
  const texts = value.filter((one): one is string => typeof one === "string");
  return texts.length === value.length ? texts : undefined;
}
