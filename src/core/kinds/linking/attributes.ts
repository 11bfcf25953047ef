import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type NativeReference, type Path } from "#core/model";

/** What stands at an attribute path: the known scalars that can identify something, as text, and whatever is not known. */
export interface AttributeValues {
  readonly known: readonly string[];
  readonly unknown: Unknown | null;
}

/** Collects the values at a path through maps and, at every step, all elements of lists. */
export function attributeValues(native: ValueObject, path: readonly string[]): AttributeValues {
  const [only] = path;
  if (path.length === 1 && only !== undefined) {
    const value = Object.hasOwn(native, only) ? native[only] : undefined;
    if (typeof value === "string") return value === "" ? NOTHING : { known: [value], unknown: null };
    if (value === null || value === undefined) return NOTHING;
  }
  const found: Collected = { known: [], unknown: null };
  collect(native, path, found);
  return found;
}

interface Collected {
  readonly known: string[];
  unknown: Unknown | null;
}

const NOTHING: AttributeValues = { known: [], unknown: null };

function collect(value: Value, path: readonly string[], found: Collected): void {
  if (value instanceof Unknown) {
    found.unknown = found.unknown?.merge(value) ?? value;
  } else if (isList(value)) {
    for (const element of value) collect(element, path, found);
  } else if (path.length === 0) {
    collectScalar(value, found);
  } else if (isObject(value)) {
    const [key = "", ...rest] = path;
    if (Object.hasOwn(value, key)) collect(value[key] ?? null, rest, found);
  }
}

// An empty text names nothing, and neither does a truth value.
function collectScalar(value: Value, found: Collected): void {
  if (typeof value === "string" && value !== "") found.known.push(value);
  else if (typeof value === "number" || typeof value === "bigint") found.known.push(String(value));
}

/** The references that speak of an attribute, whatever the positions in lists on the way to it. */
export function referencesAt(
  references: readonly NativeReference[],
  path: readonly string[],
): readonly NativeReference[] {
  if (references.length === 0) return references;
  return references.filter((reference) => leadsTo(reference.path, path));
}

function leadsTo(actual: Path, wanted: readonly string[]): boolean {
  let at = 0;
  for (const step of actual) {
    if (typeof step === "number") continue;
    if (step !== wanted[at]) return false;
    at++;
  }
  return at === wanted.length;
}

/**
 * Whether a value that is not known may turn out to be any other resource's: the source could not follow where it comes from, or nobody was
 * allowed to look.
 */
export function isDeadEnd({ unknown }: AttributeValues, references: readonly NativeReference[]): boolean {
  if (unknown === null || isMinted(unknown, references)) return false;
  return references.length === 0 || references.some(({ target }) => target === null);
}

/**
 * Whether a value that is not known will be made by the provider: it is known after apply, and no expression stands where it would be. Such a
 * value names nothing that exists yet, and is the provider's default where it has one. `references` are those of the attribute.
 */
export function isMinted(unknown: Unknown, references: readonly NativeReference[]): boolean {
  return references.length === 0 && unknown.causes.every(({ reason }) => reason === "after-apply");
}

/** The references that speak of an attribute, of something inside it, or of what it is a part of. */
export function referencesAround(
  references: readonly NativeReference[],
  path: readonly string[],
): readonly NativeReference[] {
  return references.filter((reference) => {
    const names = reference.path.filter((step) => typeof step === "string");
    return names.slice(0, path.length).every((name, at) => name === path[at]);
  });
}
