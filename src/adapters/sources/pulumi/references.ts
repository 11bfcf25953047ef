import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type NativeReference, type Path } from "#core/model";
import { namesResourceOf } from "../bridged/index.ts";

/** A resource that a property may depend on. */
export interface Dependency {
  readonly id: string;
  readonly type: string;
}

/** More unknown values in one property than this are not told apart. */
const MOST_LEAVES = 200;

/**
 * The references of one property, translated by itself: what the unknown values in it come from, as far as the engine says on which resources the
 * property depends.
 *
 * The engine does not say which value comes from which attribute. An unknown under a name that names a resource of the only dependency's type is
 * that resource's; any other may be.
 */
export function referencesIn(property: ValueObject, dependencies: readonly Dependency[]): readonly NativeReference[] {
  const leaves = unknownLeaves(property, []).slice(0, MOST_LEAVES);
  return leaves.flatMap((path) => referencesAt(path, dependencies));
}

function referencesAt(path: Path, dependencies: readonly Dependency[]): readonly NativeReference[] {
  const attribute = String(path.findLast((step) => typeof step === "string"));
  const fitting = dependencies.filter(({ type }) => namesResourceOf(attribute, type));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) {
    return [{ path, target: only.id, attribute: null, certainty: "proven" }];
  }
  return dependencies.map(({ id }) => ({ path, target: id, attribute: null, certainty: "possible" }));
}

function unknownLeaves(value: Value, path: Path): readonly Path[] {
  if (value instanceof Unknown) return value.causes.some(({ reason }) => reason === "after-apply") ? [path] : [];
  if (isList(value)) return value.flatMap((element, at) => unknownLeaves(element, [...path, at]));
  return isObject(value) ? Object.entries(value).flatMap(([name, part]) => unknownLeaves(part, [...path, name])) : [];
}
