import { suggest } from "#core/diagnostics";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject, setOwn } from "#core/model";
import { report, reportWrongType, subjectOf, type JsonSchema, type Place, type Reading, type Shape } from "./shape.ts";

/** One key of a record. `otherwise` is its value when the key is absent. */
export type Field<T> =
  | { readonly shape: Shape<T>; readonly description: string; readonly required: true }
  | { readonly shape: Shape<T>; readonly description: string; readonly required: false; readonly otherwise: T };

/** A key that must be present. */
export function required<T>(shape: Shape<T>, description: string): Field<T> {
  return { shape, description, required: true };
}

/** A key that may be absent, with the value that it then has. */
export function optional<T, Absent extends T | null | undefined>(
  shape: Shape<T>,
  otherwise: Absent,
  description: string,
): Field<T | Absent> {
  return { shape, description, required: false, otherwise };
}

type Fields<T> = { readonly [Key in keyof T]-?: Field<T[Key]> };

/** What becomes of a key that a record does not know: some protocols ask that it be ignored. */
export type Others = "refused" | "ignored";

/** An object with known keys; `expected` is the record with its article. */
export function record<T extends object>(expected: string, fields: Fields<T>, others: Others = "refused"): Shape<T> {
  const known = Object.entries<Field<unknown>>(fields as Readonly<Record<string, Field<unknown>>>);
  const names = new Set(known.map(([name]) => name));
  return {
    expected,
    read(value, place, reading) {
      if (!isObject(value)) return reportWrongType(value, place, reading, expected);
      const isKnown = others === "ignored" || reportUnknown(value, place, reading, names);
      const read = readFields(value, place, reading, known);
      // oxlint-disable-next-line no-unsafe-type-assertion -- the keys are those of T, each read by its own shape
      return isKnown ? (read as T | undefined) : undefined;
    },
    schema: (definitions): JsonSchema => ({
      type: "object",
      ...(others === "refused" ? { additionalProperties: false } : {}),
      required: known.filter(([, field]) => field.required).map(([name]) => name),
      properties: Object.fromEntries(
        known.map(([name, field]) => [name, { description: field.description, ...field.shape.schema(definitions) }]),
      ),
    }),
  };
}

function reportUnknown(value: ValueObject, place: Place, reading: Reading, names: ReadonlySet<string>): boolean {
  const unknown = Object.keys(value).filter((key) => !names.has(key));
  for (const key of unknown) {
    const near = suggest(key, names);
    const hint = near === undefined ? "" : `: did you mean \`${near}\`?`;
    report(reading, { parent: place, key }, `\`${key.slice(0, 64)}\` is no key that is known here${hint}`);
  }
  return unknown.length === 0;
}

function readFields(
  value: ValueObject,
  place: Place,
  reading: Reading,
  fields: readonly (readonly [string, Field<unknown>])[],
): object | undefined {
  const values: Record<string, unknown> = {};
  let isComplete = true;
  for (const [name, field] of fields) {
    const within: Place = { parent: place, key: name };
    if (!Object.hasOwn(value, name)) {
      if (field.required) isComplete = report(reading, within, `\`${name}\` is missing`) ?? false;
      else values[name] = field.otherwise;
      continue;
    }
    const read = field.shape.read(value[name] ?? null, within, reading);
    if (read === undefined) isComplete = false;
    else values[name] = read;
  }
  return isComplete ? values : undefined;
}

/** A list of at most `most` items, each of one shape; `of` is what it holds, in the plural. */
export function list<T>(item: Shape<T>, of: string, most: number): Shape<readonly T[]> {
  const expected = `a list of ${of}`;
  return {
    expected,
    read(value, place, reading) {
      if (!isList(value)) return reportWrongType(value, place, reading, expected);
      if (value.length > most) {
        return report(reading, place, `${subjectOf(place)} has ${value.length} items, but at most ${most} are allowed`);
      }
      const items: T[] = [];
      for (const [key, one] of value.entries()) {
        const read = item.read(one, { parent: place, key }, reading);
        if (read !== undefined) items.push(read);
      }
      return items.length === value.length ? items : undefined;
    },
    schema: (definitions) => ({ type: "array", items: item.schema(definitions), maxItems: most }),
  };
}

/** An object whose keys the sender chooses. */
export function mapOf<T>(item: Shape<T>, of: string): Shape<Readonly<Record<string, T>>> {
  const expected = `an object of ${of}`;
  return {
    expected,
    read(value, place, reading) {
      if (!isObject(value)) return reportWrongType(value, place, reading, expected);
      const keys = Object.keys(value);
      const values: Record<string, T> = {};
      let count = 0;
      for (const key of keys) {
        const read = item.read(value[key] ?? null, { parent: place, key }, reading);
        if (read === undefined) continue;
        setOwn(values, key, read);
        count += 1;
      }
      return count === keys.length ? values : undefined;
    },
    schema: (definitions) => ({ type: "object", additionalProperties: item.schema(definitions) }),
  };
}

/** A shape, or null. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return {
    expected: `${shape.expected} or null`,
    read: (value: Value, place, reading) => (value === null ? null : shape.read(value, place, reading)),
    schema: (definitions) => ({ anyOf: [shape.schema(definitions), { type: "null" }] }),
  };
}

/** One of two shapes: the first that a value is of. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    expected: `${first.expected} or ${second.expected}`,
    read(value, place, reading) {
      const read = first.read(value, place, { problems: [] });
      return read === undefined ? second.read(value, place, reading) : read;
    },
    schema: (definitions) => ({ anyOf: [first.schema(definitions), second.schema(definitions)] }),
  };
}

/** A shape under a name of its own in a document of schemas. */
export function named<T>(name: string, shape: Shape<T>): Shape<T> {
  return {
    expected: shape.expected,
    read: (value, place, reading) => shape.read(value, place, reading),
    schema(definitions) {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, shape.schema(definitions));
      }
      return { $ref: `#/components/schemas/${name}` };
    },
  };
}
