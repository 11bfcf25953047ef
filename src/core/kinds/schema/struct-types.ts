import {
  BOOL,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  type StructField,
  type StructType,
  type Type,
} from "#core/language";
import type { PropertySchema, PropertyType } from "#core/documents";

/**
 * The struct types of properties: the one called `name` first, then one for every object inside, called by its path below `name`
 * (`writ.Workload.containers` for the elements of the list `containers`).
 */
export function structTypesOf(
  name: string,
  properties: Readonly<Record<string, PropertySchema>>,
  description?: string | null,
): readonly StructType[] {
  const nested: StructType[] = [];
  const fields = new Map<string, StructField>();
  for (const [key, schema] of Object.entries(properties)) {
    fields.set(key, fieldOf(`${name}.${key}`, schema));
    nested.push(...nestedStructs(`${name}.${key}`, schema));
  }
  return [{ name, fields, ...(description != null && { description }) }, ...nested];
}

/** The type of a schema whose objects are called `name`. */
export function typeOfSchema(name: string, schema: PropertySchema): Type {
  switch (schema.type) {
    case "list":
      return listOf(schema.items === null ? DYN : typeOfSchema(name, schema.items));
    case "map":
      return mapOf(STRING, schema.values === null ? DYN : typeOfSchema(name, schema.values));
    case "object":
      return structOf(name);
    default:
      return SCALARS[schema.type];
  }
}

const SCALARS: Readonly<Record<Exclude<PropertyType, "list" | "map" | "object">, Type>> = {
  bool: BOOL,
  int: INT,
  double: DOUBLE,
  string: STRING,
  timestamp: TIMESTAMP,
  duration: DURATION,
  any: DYN,
};

function fieldOf(name: string, schema: PropertySchema): StructField {
  return {
    type: typeOfSchema(name, schema),
    ...(schema.description !== null && { description: schema.description }),
    ...(schema.unit !== null && { unit: schema.unit }),
    ...(schema.enum !== null && { values: schema.enum }),
  };
}

function nestedStructs(name: string, schema: PropertySchema): readonly StructType[] {
  if (schema.type === "object") return structTypesOf(name, schema.properties ?? {}, schema.description);
  const inner = schema.items ?? schema.values;
  return inner === null ? [] : nestedStructs(name, inner);
}
