import { canonicalJson, isObject, sha256Hex } from "#core/model";
import type { Value } from "#core/language";

const DIGEST_LENGTH = 12;

/**
 * Keys for the elements of a list, that hold when the list is put in another order: the element's own `name` where every element has one of its
 * own, else a digest of its content. Equal elements are numbered.
 */
export function itemKeys(items: readonly Value[]): readonly string[] {
  const names = items.map(nameOf);
  const named = names.filter((name) => name !== undefined);
  if (named.length === items.length && new Set(named).size === named.length) return named;
  return numberRepetitions(items.map(digestOf));
}

/** Digests of items that are read from one document for many resources, such as the statements of a policy that all of them have. */
const known = new WeakMap<object, string>();

function digestOf(item: Value): string {
  const digest = isObject(item) ? known.get(item) : undefined;
  if (digest !== undefined) return digest;
  const made = sha256Hex(canonicalJson(item)).slice(0, DIGEST_LENGTH);
  if (isObject(item)) known.set(item, made);
  return made;
}

function nameOf(item: Value): string | undefined {
  if (!isObject(item) || !Object.hasOwn(item, "name")) return undefined;
  const { name } = item;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function numberRepetitions(keys: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}
