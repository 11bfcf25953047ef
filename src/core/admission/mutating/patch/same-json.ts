import { Double, Unknown, type Value } from "#core/language";
import { isList, isObject } from "#core/model";

/** Whether two values are the same JSON; what is not known in either may decide it, unless something known already does. */
export function sameJson(a: Value, b: Value): boolean | Unknown {
  if (a === b) return true;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  if (isList(a))
    return isList(b) && a.length === b.length && all(a.keys(), (at) => sameJson(a[at] ?? null, b[at] ?? null));
  if (!isObject(a)) return plain(a) === plain(b);
  if (!isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length || !keys.every((key) => Object.hasOwn(b, key))) return false;
  return all(keys, (key) => sameJson(a[key] ?? null, b[key] ?? null));
}

function all<Key>(keys: Iterable<Key>, ask: (key: Key) => boolean | Unknown): boolean | Unknown {
  let unknown: Unknown | undefined;
  for (const key of keys) {
    const same = ask(key);
    if (same === false) return false;
    if (same instanceof Unknown) unknown ??= same;
  }
  return unknown ?? true;
}

function plain(value: Value): unknown {
  return value instanceof Double ? value.value : value;
}
