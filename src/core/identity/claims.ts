import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";

/** The claim at a path: a name whole if there is one (`https://acme.example/team`), else its parts between dots, own members alone. */
export function claimAt(claims: ValueObject, path: string): Value | undefined {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: Value | undefined = claims;
  for (const name of path.split(".")) {
    if (value === undefined || !isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** A claim as texts: one text, or a list of nothing but texts; anything else is undefined. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  if (value === undefined || !isList(value)) return undefined;
  const texts = value.filter((one): one is string => typeof one === "string");
  return texts.length === value.length ? texts : undefined;
}
