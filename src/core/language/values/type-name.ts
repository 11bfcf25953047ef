import { CelError } from "./cel-error.ts";
import { CelMap } from "./cel-map.ts";
import { Double } from "./double.ts";
import { Duration } from "./duration.ts";
import { Opaque } from "./opaque.ts";
import { Optional } from "./optional.ts";
import { StructValue } from "./struct-value.ts";
import { Timestamp } from "./timestamp.ts";
import { TypeValue } from "./type-value.ts";
import { Uint } from "./uint.ts";
import { Unknown } from "./unknown.ts";
import type { Value } from "./value.ts";

/**
 * The CEL name of a value's type, as `type()` answers it and as dispatch needs it: `int`, `null_type`, `google.protobuf.Timestamp`,
 * `optional_type`, or the name of a struct or opaque type. Errors and unknowns, which have no type, answer `error` and `unknown`.
 */
export function typeNameOf(value: Value): string {
  switch (typeof value) {
    case "string":
      return "string";
    case "boolean":
      return "bool";
    case "number":
      return Number.isSafeInteger(value) ? "int" : "double";
    case "bigint":
      return "int";
    default:
      return objectTypeName(value);
  }
}

function objectTypeName(value: Exclude<Value, string | boolean | number | bigint>): string {
  if (value === null) return "null_type";
  if (Array.isArray(value)) return "list";
  // No data holds this function, so that it is inherited; asking for the prototype first is slower.
  if (value.constructor === Object) return "map";
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return "map";
  if (value instanceof Opaque || value instanceof StructValue) return value.typeName;
  return BY_PROTOTYPE.get(prototype) ?? NAMES.find(([type]) => value instanceof type)?.[1] ?? "map";
}

const NAMES: readonly (readonly [abstract new (...args: never[]) => object, string])[] = [
  [Double, "double"],
  [Uint, "uint"],
  [CelMap, "map"],
  [Uint8Array, "bytes"],
  [Timestamp, "google.protobuf.Timestamp"],
  [Duration, "google.protobuf.Duration"],
  [TypeValue, "type"],
  [Optional, "optional_type"],
  [CelError, "error"],
  [Unknown, "unknown"],
];

const BY_PROTOTYPE: ReadonlyMap<unknown, string> = new Map(NAMES.map(([type, name]) => [type.prototype, name]));
