import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type NativeReference, type Path } from "#core/model";

/**
 * References to nothing for every value in a native object that is known later and that none of `known` explains, not even in part.
 *
 * Without one, such a value would count as the provider's to make, and where the provider has a default as that: but somebody decides it.
 */
export function unfollowed(native: ValueObject, known: readonly NativeReference[]): readonly NativeReference[] {
  const explained = new Set(known.flatMap(({ path }) => path.map((_, at) => JSON.stringify(path.slice(0, at + 1)))));
  return laterPaths(native, [])
    .filter((path) => !explained.has(JSON.stringify(path)))
    .map((path) => ({ path, target: null, attribute: null, certainty: "possible" }));
}

function laterPaths(value: Value, path: Path): readonly Path[] {
  if (value instanceof Unknown) return value.causes.every(({ reason }) => reason === "after-apply") ? [path] : [];
  if (isList(value)) return value.flatMap((element, at) => laterPaths(element, [...path, at]));
  return isObject(value) ? Object.entries(value).flatMap(([name, part]) => laterPaths(part, [...path, name])) : [];
}
