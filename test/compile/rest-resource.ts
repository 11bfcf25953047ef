import { CelError, Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import type { ConstrainedType, Field } from "../../src/adapters/emitters/gcp/fields/field.ts";
import { enterBlock, readPath } from "../../src/core/kinds/native-path.ts";

/** Thrown where a resource cannot be written in the words of the API because something in it is not known. */
export class NotKnownError extends Error {}

/** How the API shows what stands for nothing: as it was written, or not at all. */
export type Zeros = "shown" | "hidden";

/** A resource as Terraform has it, written as the REST API has it, as far as constraints see its fields. */
export function restResource(native: ValueObject, { fields }: ConstrainedType, zeros: Zeros): ValueObject {
  const made: Record<string, Value> = {};
  for (const [attribute, field] of Object.entries(fields)) {
    if (parentList(attribute, fields) !== undefined) continue;
    const value = fieldValue(native, attribute, field, fields);
    if (value === null || (zeros === "hidden" && !field.isTold && (value === false || value === 0))) continue;
    put(made, field.path, value);
  }
  return made;
}

function parentList(attribute: string, fields: ConstrainedType["fields"]): string | undefined {
  return Object.keys(fields).find((other) => attribute.startsWith(`${other}.`) && fields[other]?.shape === "list");
}

function fieldValue(native: ValueObject, attribute: string, field: Field, fields: ConstrainedType["fields"]): Value {
  const value = readPath(native, attribute.split("."));
  if (value instanceof Unknown || value instanceof CelError) throw new NotKnownError(attribute);
  if (value === null) return null;
  if (field.shape === "list") return elementsOf(value).map((element) => elementOf(element, attribute, fields));
  if (field.shape === "message") return enterBlock(value) === null ? null : {};
  return typeof value === "string" && Object.hasOwn(field.spelling, value) ? (field.spelling[value] ?? value) : value;
}

function elementsOf(value: Value): readonly Value[] {
  return isList(value) ? value : [value];
}

function elementOf(element: Value, list: string, fields: ConstrainedType["fields"]): Value {
  if (element instanceof Unknown) throw new NotKnownError(list);
  if (!isObject(element)) return element;
  const made: Record<string, Value> = {};
  for (const [attribute, field] of Object.entries(fields)) {
    if (!attribute.startsWith(`${list}.`)) continue;
    const value = readPath(element, attribute.slice(list.length + 1).split("."));
    if (value instanceof Unknown || value instanceof CelError) throw new NotKnownError(attribute);
    if (value !== null) put(made, field.path, value);
  }
  return made;
}

function put(object: Record<string, Value>, [key = "", ...rest]: readonly string[], value: Value): void {
  const before = object[key] ?? null;
  if (rest.length === 0) {
    if (!isObject(before) || !isObject(value)) object[key] = value;
    return;
  }
  const inner: Record<string, Value> = isObject(before) ? { ...before } : {};
  put(inner, rest, value);
  object[key] = inner;
}
