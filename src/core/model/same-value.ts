import { Double, Unknown, type Value } from "#core/language";
import { isList, isObject } from "./json/index.ts";

/** Whether two values are certainly the same. What is not known is never certain, and neither are values of the rarer types. */
export function isSameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Unknown || b instanceof Unknown) return false;
  if (a instanceof Double) return b instanceof Double && Object.is(a.value, b.value);
  if (isList(a)) return isList(b) && a.length === b.length && a.every((element, at) => isSameValue(element, b[at]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameValue(a[key], b[key]))
  );
}
