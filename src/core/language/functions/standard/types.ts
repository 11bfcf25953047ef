import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  STRING,
  TIMESTAMP,
  typeOf,
  UINT,
  type Type,
} from "../../types/type.ts";
import { TypeValue } from "../../values/index.ts";
import type { FunctionLibrary } from "../declaration.ts";

const TYPES: readonly (readonly [string, Type])[] = [
  ["bool", BOOL],
  ["bytes", BYTES],
  ["double", DOUBLE],
  ["google.protobuf.Duration", DURATION],
  ["google.protobuf.Timestamp", TIMESTAMP],
  ["int", INT],
  ["list", listOf(DYN)],
  ["map", mapOf(DYN, DYN)],
  ["null_type", NULL],
  ["string", STRING],
  ["type", typeOf(DYN)],
  ["uint", UINT],
];

/** The names of the standard types as values. Source: cel-spec, "List of standard definitions". */
export const typeConstants: NonNullable<FunctionLibrary["constants"]> = Object.fromEntries(
  TYPES.map(([name, type]) => [name, typeConstant(name, type)]),
);

/** The name of a type as a value, for the constants of a library. */
export function typeConstant(name: string, type: Type): { readonly type: Type; readonly value: TypeValue } {
  return { type: typeOf(type), value: new TypeValue(name) };
}
