/**
 * The type of a property or parameter, in the manner of JSON Schema. `object` has `properties`, `list` has `items`, `map` has string keys and
 * `values`; `any` is checked at run time.
 */
export interface PropertySchema {
  readonly type: PropertyType;
  readonly description: string | null;
  readonly unit: string | null;
  readonly enum: readonly string[] | null;
  readonly properties: Readonly<Record<string, PropertySchema>> | null;
  readonly items: PropertySchema | null;
  readonly values: PropertySchema | null;
}

export const PROPERTY_TYPES = [
  "bool",
  "int",
  "double",
  "string",
  "timestamp",
  "duration",
  "any",
  "list",
  "map",
  "object",
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];
