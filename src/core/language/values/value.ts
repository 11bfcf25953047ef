import type { CelError } from "./cel-error.ts";
import type { CelMap } from "./cel-map.ts";
import type { Double } from "./double.ts";
import type { Duration } from "./duration.ts";
import type { Opaque } from "./opaque.ts";
import type { Optional } from "./optional.ts";
import type { StructValue } from "./struct-value.ts";
import type { Timestamp } from "./timestamp.ts";
import type { TypeValue } from "./type-value.ts";
import type { Uint } from "./uint.ts";
import type { Unknown } from "./unknown.ts";

/**
 * A value of the language as JavaScript holds it.
 *
 * | CEL | JavaScript |
 * |---|---|
 * | int | an integral `number` within ±(2^53-1), else a `bigint`; one int has one representation |
 * | double | a `number` that is not integral (NaN and infinities included); integral doubles, -0 among them, are `Double` |
 * | uint | `Uint` |
 * | string, bool, null | themselves |
 * | bytes | `Uint8Array` |
 * | list | array |
 * | map | a plain object when every key is a string (own properties only, whatever their names), else `CelMap` |
 * | timestamp, duration, type, optional, struct, opaque | the classes of those names |
 *
 * `undefined` is never a value. Errors and unknowns are values that flow through evaluation.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Uint
  | Double
  | Timestamp
  | Duration
  | TypeValue
  | Optional
  | Opaque
  | StructValue
  | CelMap
  | CelError
  | Unknown
  | readonly Value[]
  | ValueObject;

/** A map with string keys. Objects may have `Object.prototype` or none; only own properties count. */
export interface ValueObject {
  readonly [key: string]: Value;
}
