import { canonicalJson, isObject, sha256Hex } from "#core/model";
import { Recent, type Value } from "#core/language";

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

/** Items such as rules and statements are the same in many resources. */
const digests = new Recent(1000, (text) => sha256Hex(text).slice(0, DIGEST_LENGTH));

function digestOf(item: Value): string {
  return digests.of(canonicalJson(item));
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
