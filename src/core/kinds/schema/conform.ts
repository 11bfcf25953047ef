import { CelError, Double, Duration, Timestamp, Unknown, type Value, type ValueObject } from "#core/language";
import type { PropertySchema, PropertyType } from "#core/documents";
import { isList, isObject, setOwn } from "#core/model";

/**
 * Holds a computed value to its schema: answers it, or a `CelError` in its place.
 *
 * Unknowns and errors pass, also inside. A null in an object is left out, which is how a property says that it is absent. What policies read is
 * therefore always of the type that they were checked against.
 */
export type Conform = (value: Value) => Value;

/** The conform function of a schema. */
export function conformTo(schema: PropertySchema): Conform {
  const check = CONFORMS[schema.type](schema);
  return (value) => (value instanceof Unknown || value instanceof CelError ? value : check(value));
}

const CONFORMS: Readonly<Record<PropertyType, (schema: PropertySchema) => Conform>> = {
  any: () => (value) => value,
  bool: () => only("bool", (value) => typeof value === "boolean"),
  int: () => only("int", (value) => typeof value === "bigint" || Number.isSafeInteger(value)),
  double: () => only("double", isDouble),
  string: ({ enum: words }) => (words === null ? only("string", isString) : oneOf(words)),
  timestamp: () => only("timestamp", (value) => value instanceof Timestamp),
  duration: () => only("duration", (value) => value instanceof Duration),
  list: ({ items }) => listOf(items === null ? null : conformTo(items)),
  map: ({ values }) => mapOf(values === null ? null : conformTo(values)),
  object: ({ properties }) => objectOf(properties ?? {}),
};

function only(type: string, accepts: (value: Value) => boolean): Conform {
  return (value) => (accepts(value) ? value : mismatch(type, value));
}

function isString(value: Value): boolean {
  return typeof value === "string";
}

function isDouble(value: Value): boolean {
  return value instanceof Double || (typeof value === "number" && !Number.isSafeInteger(value));
}

function oneOf(words: readonly string[]): Conform {
  const allowed: ReadonlySet<Value> = new Set(words);
  return (value) => {
    if (allowed.has(value)) return value;
    if (typeof value !== "string") return mismatch("string", value);
    return new CelError("invalid-argument", `The mapping gives a text that is none of ${words.join(", ")}`);
  };
}

function listOf(conform: Conform | null): Conform {
  return (value) => {
    if (!isList(value)) return mismatch("list", value);
    return conform === null ? value : mapUnlessSame(value, conform);
  };
}

/** The list itself when no element changes, so that the common case copies nothing. */
function mapUnlessSame(list: readonly Value[], conform: Conform): readonly Value[] {
  let copy: Value[] | undefined;
  for (const [index, element] of list.entries()) {
    const conformed = conform(element);
    if (conformed === element) continue;
    copy ??= [...list];
    copy[index] = conformed;
  }
  return copy ?? list;
}

function mapOf(conform: Conform | null): Conform {
  return (value) => {
    if (!isObject(value)) return mismatch("map", value);
    return conform === null ? value : conformEntries(value, () => conform);
  };
}

function objectOf(properties: Readonly<Record<string, PropertySchema>>): Conform {
  const conforms = new Map(Object.entries(properties).map(([key, schema]) => [key, conformTo(schema)]));
  return (value) => (isObject(value) ? conformEntries(value, (key) => conforms.get(key)) : mismatch("object", value));
}

function conformEntries(object: ValueObject, conformOf: (key: string) => Conform | undefined): Value {
  let copy: Record<string, Value> | undefined;
  for (const [key, value] of Object.entries(object)) {
    const conform = conformOf(key);
    if (conform === undefined)
      return new CelError("no-such-field", `The mapping gives a property \`${key}\` that the kind lacks`);
    const conformed = value === null ? null : conform(value);
    if (conformed !== null && conformed === value) continue;
    copy ??= { ...object };
    if (conformed === null) delete copy[key];
    else setOwn(copy, key, conformed);
  }
  return copy ?? object;
}

function mismatch(type: string, value: Value): CelError {
  return new CelError("invalid-argument", `The mapping gives ${nameOf(value)} where the kind has ${type}`);
}

function nameOf(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  return typeof value === "object" ? "another type" : `a ${typeof value}`;
}
