import type { DescField, DescMessage, Registry } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import type { StructField, StructType } from "../types/environment.ts";
import { BOOL, BYTES, DOUBLE, INT, listOf, mapOf, STRING, structOf, type Type, UINT } from "../types/type.ts";
import { wellKnownType } from "../types/well-known.ts";

/** Gives names to the types of a registry; the goldens of the checker use other packages than the conformance suite. */
export type Rename = (typeName: string) => string;

/** The struct types of all messages of a registry, their extension fields under their full names. */
export function structsOf(registry: Registry, rename: Rename = (name) => name): readonly StructType[] {
  const structs: StructType[] = [];
  for (const type of registry) {
    if (type.kind === "message") structs.push(structOfMessage(registry, type, rename));
  }
  return structs;
}

/** The values of all enums of a registry as int constants under their full names. */
export function enumsOf(
  registry: Registry,
  rename: Rename = (name) => name,
): Record<string, { type: Type; value: number }> {
  const constants: Record<string, { type: Type; value: number }> = {};
  for (const type of registry) {
    if (type.kind !== "enum") continue;
    for (const value of type.values) {
      constants[`${rename(type.typeName)}.${value.name}`] = { type: INT, value: value.number };
    }
  }
  return constants;
}

function structOfMessage(registry: Registry, message: DescMessage, rename: Rename): StructType {
  const fields = new Map<string, StructField>();
  for (const field of message.fields) fields.set(field.name, { type: fieldType(field, rename) });
  for (const type of registry) {
    if (type.kind !== "extension" || type.extendee.typeName !== message.typeName) continue;
    fields.set(rename(type.typeName), { type: fieldType(type, rename) });
  }
  return { name: rename(message.typeName), fields };
}

type AnyField = DescField | (Registry extends Iterable<infer Entry> ? Extract<Entry, { kind: "extension" }> : never);

function fieldType(field: AnyField, rename: Rename): Type {
  switch (field.fieldKind) {
    case "list":
      return listOf(itemType(field, rename));
    case "map":
      return mapOf(scalarType(field.mapKey), valueType(field, rename));
    default:
      return itemType(field, rename);
  }
}

function itemType(field: AnyField, rename: Rename): Type {
  if (field.message !== undefined) return messageType(field.message, rename);
  return field.scalar === undefined ? INT : scalarType(field.scalar);
}

function valueType(field: DescField & { fieldKind: "map" }, rename: Rename): Type {
  if (field.message !== undefined) return messageType(field.message, rename);
  return field.scalar === undefined ? INT : scalarType(field.scalar);
}

function messageType(message: DescMessage, rename: Rename): Type {
  return wellKnownType(message.typeName) ?? structOf(rename(message.typeName));
}

function scalarType(scalar: ScalarType): Type {
  const type = SCALARS.get(scalar);
  return type ?? INT;
}

const SCALARS: ReadonlyMap<ScalarType, Type> = new Map<ScalarType, Type>([
  [ScalarType.BOOL, BOOL],
  [ScalarType.BYTES, BYTES],
  [ScalarType.STRING, STRING],
  [ScalarType.DOUBLE, DOUBLE],
  [ScalarType.FLOAT, DOUBLE],
  [ScalarType.UINT32, UINT],
  [ScalarType.UINT64, UINT],
  [ScalarType.FIXED32, UINT],
  [ScalarType.FIXED64, UINT],
]);
