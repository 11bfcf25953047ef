import type { Type } from "../types/type.ts";
import { CelError } from "./cel-error.ts";
import { isMap } from "./maps.ts";
import { isDouble, isInt } from "./numbers.ts";
import { StructValue } from "./struct-value.ts";
import { typeNameOf } from "./type-name.ts";
import { Unknown } from "./unknown.ts";
import type { Value } from "./value.ts";

/**
 * A test whether a value may be passed where `type` is asked for. Lists and maps are not looked into, as in cel-go's dispatch. Errors and
 * unknowns are accepted by nothing.
 */
export function acceptorOf(type: Type): (value: Value) => boolean {
  switch (type.kind) {
    case "wrapper":
      return nullOr(acceptorOf(type.of));
    case "struct":
      return isStruct(type.name);
    case "opaque":
      return hasTypeName(type.name);
    default:
      return BY_KIND[type.kind] ?? hasTypeName(TYPE_NAMES[type.kind] ?? type.kind);
  }
}

const BY_KIND: Readonly<Partial<Record<Type["kind"], (value: Value) => boolean>>> = {
  int: isInt,
  double: isDouble,
  string: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  list: Array.isArray,
  map: isMap,
  dyn: isSettled,
  any: isSettled,
  param: isSettled,
};

const TYPE_NAMES: Readonly<Record<string, string>> = {
  null: "null_type",
  timestamp: "google.protobuf.Timestamp",
  duration: "google.protobuf.Duration",
};

function hasTypeName(name: string): (value: Value) => boolean {
  return (value) => typeNameOf(value) === name;
}

function nullOr(accepts: (value: Value) => boolean): (value: Value) => boolean {
  return (value) => value === null || accepts(value);
}

/** A struct is a `StructValue` of that name, or a plain object whose fields the checker has vouched for. */
function isStruct(name: string): (value: Value) => boolean {
  return (value) => (value instanceof StructValue ? value.typeName === name : isMap(value));
}

function isSettled(value: Value): boolean {
  return !(value instanceof CelError) && !(value instanceof Unknown);
}
