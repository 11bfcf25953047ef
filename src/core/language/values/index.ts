export { acceptorOf } from "./accepts.ts";
export { CelError, type CelErrorCode } from "./cel-error.ts";
export { CelMap } from "./cel-map.ts";
export { Double } from "./double.ts";
export { Duration } from "./duration.ts";
export { equals } from "./equality.ts";
export { isMap, mapEntries, mapGet, mapHas, mapOfEntries, mapSize, type MapValue } from "./maps.ts";
export {
  doubleNumber,
  doubleOf,
  INT_MAX,
  INT_MIN,
  intOf,
  isDouble,
  isInt,
  normalInt,
  numericOf,
  UINT_MAX,
  uintOf,
  type DoubleNumber,
  type Int,
} from "./numbers.ts";
export { Opaque } from "./opaque.ts";
export { Optional } from "./optional.ts";
export { compare, compareStrings } from "./order.ts";
export { StructValue } from "./struct-value.ts";
export { Timestamp } from "./timestamp.ts";
export { typeNameOf } from "./type-name.ts";
export { TypeValue } from "./type-value.ts";
export { Uint } from "./uint.ts";
export { Unknown, type UnknownCause, type UnknownReason } from "./unknown.ts";
export type { Value, ValueObject } from "./value.ts";
