import type { StructType } from "../../types/environment.ts";
import {
  CelError,
  CelMap,
  isInt,
  mapOfEntries,
  Optional,
  typeNameOf,
  Uint,
  Unknown,
  type Value,
} from "../../values/index.ts";
import { fail, firstBad, isBad, placed } from "./bad.ts";

/** Values written with a leading `?` by position, and the node that builds them. */
export interface Shape {
  readonly exprId: number;
  readonly optional: readonly boolean[];
  readonly anyOptional: boolean;
}

/** A list literal of these elements. */
export function buildList(shape: Shape, elements: Value[]): Value {
  const bad = firstBad(elements);
  if (bad !== undefined) return bad;
  if (!shape.anyOptional) return elements;
  const present: Value[] = [];
  for (const [at, element] of elements.entries()) {
    const value = unwrap(shape, at, element);
    if (value !== undefined && isBad(value)) return value;
    if (value !== undefined) present.push(value);
  }
  return present;
}

/** A map literal of these keys and values. */
export function buildMap(shape: Shape, keys: readonly Value[], values: readonly Value[]): Value {
  const bad = firstBad([...keys, ...values]);
  if (bad !== undefined) return bad;
  const entries: (readonly [Value, Value])[] = [];
  for (const [at, key] of keys.entries()) {
    if (!isKey(key)) return fail("invalid-argument", `A map key cannot be of type ${typeNameOf(key)}`, shape.exprId);
    const value = unwrap(shape, at, values[at] ?? null);
    if (value !== undefined && isBad(value)) return value;
    if (value !== undefined) entries.push([key, value]);
  }
  return mapWithoutRepeats(entries, shape.exprId);
}

function isKey(key: Value): boolean {
  return typeof key === "string" || typeof key === "boolean" || isInt(key) || key instanceof Uint;
}

/** A map of these entries, or a `duplicate-key` error. */
export function mapWithoutRepeats(entries: readonly (readonly [Value, Value])[], exprId: number): Value {
  if (entries.length > 1 && new CelMap(entries).size !== entries.length) {
    return fail("duplicate-key", "The map has the same key twice", exprId);
  }
  return mapOfEntries(entries);
}

/** A struct literal: the type's own construction, or a plain object. */
export interface StructShape extends Shape {
  readonly type: StructType | undefined;
  readonly name: string;
  readonly fields: readonly string[];
}

/**
 * A struct literal. What is not known stays in its field, so that the other fields can be read; only where the type builds its values itself does
 * it take the place of the whole, as an error always does.
 */
export function buildStruct(shape: StructShape, values: readonly Value[]): Value {
  const bad = firstBad(shape.type?.construct === undefined ? values.filter(isError) : values);
  if (bad !== undefined) return bad;
  const fields = new Map<string, Value>();
  for (const [at, field] of shape.fields.entries()) {
    const value = unwrap(shape, at, values[at] ?? null);
    if (value !== undefined && isError(value)) return value;
    if (value !== undefined) fields.set(field, value);
  }
  return construct(shape, fields);
}

function isError(value: Value): boolean {
  return value instanceof CelError;
}

function construct(shape: StructShape, fields: ReadonlyMap<string, Value>): Value {
  const { type, exprId } = shape;
  if (type === undefined) return fail("no-such-overload", `There is no type \`${shape.name}\``, exprId);
  const stranger = [...fields.keys()].find((field) => !type.fields.has(field));
  if (stranger !== undefined) return fail("no-such-field", `\`${shape.name}\` has no field \`${stranger}\``, exprId);
  return type.construct === undefined ? mapOfEntries([...fields]) : placed(type.construct(fields), exprId);
}

/** The value at a position; what an optional holds where a `?` stands, `undefined` when it holds nothing. */
function unwrap(shape: Shape, at: number, value: Value): Value | undefined {
  if (shape.optional[at] !== true || value instanceof Unknown) return value;
  if (value instanceof Optional) return value.value;
  return fail("no-such-overload", `A value after \`?\` must be an optional, not ${typeNameOf(value)}`, shape.exprId);
}
