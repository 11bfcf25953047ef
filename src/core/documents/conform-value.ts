import {
  CelError,
  Double,
  Duration,
  parseDuration,
  parseTimestamp,
  Timestamp,
  Unknown,
  type Value,
  type ValueObject,
} from "#core/language";
import { quoted } from "./shape/index.ts";
import type { PropertySchema, PropertyType } from "./types/index.ts";

export type ConformedValue =
  | { readonly kind: "conforming"; readonly value: Value }
  | { readonly kind: "deviant"; readonly problem: ValueProblem };

/** Where in a value, and why, it is not of its schema. */
interface ValueProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * A document's value as the value of the language that its schema asks for, or the first reason why it is none. Timestamps and durations are
 * written as text (`2027-01-31T00:00:00Z`, `36h`) or are ones already, an int may stand for a double, what is not known or failed is of every schema, and every
 * property of an object is optional.
 */
export function conformValue(value: Value, schema: PropertySchema): ConformedValue {
  if (schema.type === "any" || value instanceof Unknown || value instanceof CelError)
    return { kind: "conforming", value };
  if (schema.type === "list") return conformList(value, schema);
  if (schema.type === "map" || schema.type === "object") return conformObject(value, schema);
  const converted = SCALARS[schema.type](value);
  if (converted === undefined)
    return deviant(
      `${described(value)} stands where a value of type \`${schema.type}\` is expected${EXAMPLES[schema.type] ?? ""}`,
    );
  if (schema.enum !== null && typeof value === "string" && !schema.enum.includes(value)) {
    return deviant(`${quoted(value)} is none of ${schema.enum.map((word) => `\`${word}\``).join(", ")}`);
  }
  return { kind: "conforming", value: converted };
}

type ScalarType = Exclude<PropertyType, "any" | "list" | "map" | "object">;

const EXAMPLES: Readonly<Partial<Record<PropertyType, string>>> = {
  timestamp: ", for example `2027-01-31T00:00:00Z`",
  duration: ", for example `36h`",
};

const SCALARS: Readonly<Record<ScalarType, (value: Value) => Value | undefined>> = {
  bool: (value) => (typeof value === "boolean" ? value : undefined),
  int: (value) => (isInt(value) ? value : undefined),
  double: toDouble,
  string: (value) => (typeof value === "string" ? value : undefined),
  timestamp: (value) => {
    if (value instanceof Timestamp) return value;
    const parsed = typeof value === "string" ? parseTimestamp(value) : undefined;
    return parsed instanceof Timestamp ? parsed : undefined;
  },
  duration: (value) => {
    if (value instanceof Duration) return value;
    const parsed = typeof value === "string" ? parseDuration(value) : undefined;
    return parsed instanceof Duration ? parsed : undefined;
  },
};

function isInt(value: Value): boolean {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

function toDouble(value: Value): Value | undefined {
  if (value instanceof Double) return value;
  if (typeof value !== "number") return undefined;
  return Number.isInteger(value) ? new Double(value) : value;
}

function conformList(value: Value, schema: PropertySchema): ConformedValue {
  if (!Array.isArray(value)) return deviant(`${described(value)} stands where a list is expected`);
  const items: Value[] = [];
  for (const [index, item] of (value as readonly Value[]).entries()) {
    const conformed =
      schema.items === null ? { kind: "conforming" as const, value: item } : conformValue(item, schema.items);
    if (conformed.kind === "deviant") return within(index, conformed.problem);
    items.push(conformed.value);
  }
  return { kind: "conforming", value: items };
}

function conformObject(value: Value, schema: PropertySchema): ConformedValue {
  if (!isPlainObject(value)) return deviant(`${described(value)} stands where a map is expected`);
  const entries: [string, Value][] = [];
  for (const [key, item] of Object.entries(value)) {
    const of = schema.type === "map" ? schema.values : propertyOf(schema, key);
    if (of === undefined) return within(key, { path: [], message: `There is no property \`${key}\`` });
    const conformed = of === null ? { kind: "conforming" as const, value: item } : conformValue(item, of);
    if (conformed.kind === "deviant") return within(key, conformed.problem);
    entries.push([key, conformed.value]);
  }
  return { kind: "conforming", value: Object.fromEntries(entries) };
}

function propertyOf(schema: PropertySchema, key: string): PropertySchema | undefined {
  return schema.properties !== null && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
}

/** A value as an author wrote it, at the start of a sentence. */
function described(value: Value): string {
  if (typeof value === "string") return `Text ${quoted(value)}`;
  if (Array.isArray(value)) return "A list";
  if (isPlainObject(value)) return "A map";
  if (value === null) return "Nothing";
  if (value instanceof Double) return `\`${value.value}\``;
  return typeof value === "object" ? "A value" : `\`${value}\``;
}

function isPlainObject(value: Value): value is ValueObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function deviant(message: string): ConformedValue {
  return { kind: "deviant", problem: { path: [], message } };
}

function within(step: string | number, problem: ValueProblem): ConformedValue {
  return { kind: "deviant", problem: { path: [step, ...problem.path], message: problem.message } };
}
