import { isJsonList, isJsonMap, type Json, type JsonMap } from "./canonical.ts";

/** Where a value is not as it must be, and how. The place is put together on the way up, so that values without a fault cost no text. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** What a value must look like: a check that answers the first fault, and the same as JSON Schema for others. */
export interface Shape {
  readonly schema: JsonMap;
  check(value: Json | undefined): Fault | null;
}

/** A shape that is checked as a whole; `message` says what a value that does not fit is not. */
export function simple(schema: JsonMap, fits: (value: Json | undefined) => boolean, message: string): Shape {
  const fault: Fault = { path: "", message };
  return { schema, check: (value) => (fits(value) ? null : fault) };
}

/** Text that matches a pattern; the pattern is anchored, bounded and free of backtracking. */
export function text(pattern: string, what: string): Shape {
  const matcher = new RegExp(pattern, "u");
  return simple(
    { type: "string", pattern },
    (value) => typeof value === "string" && matcher.test(value),
    `is not ${what}`,
  );
}

/** A whole number from `minimum` on. */
export function integer(minimum: number): Shape {
  const schema = { type: "integer", minimum, maximum: Number.MAX_SAFE_INTEGER };
  const fits = (value: Json | undefined): boolean => typeof value === "number" && value >= minimum;
  return simple(schema, fits, `is not a whole number from ${minimum} on`);
}

/** One of some words. */
export function oneOf(words: readonly string[]): Shape {
  const fits = (value: Json | undefined): boolean => typeof value === "string" && words.includes(value);
  return simple({ enum: words }, fits, `is none of ${words.join(", ")}`);
}

/** True or false. */
export const flag: Shape = simple(
  { type: "boolean" },
  (value) => typeof value === "boolean",
  "is neither true nor false",
);

/** A shape, or null. */
export function nullable(shape: Shape): Shape {
  return {
    schema: { anyOf: [{ type: "null" }, shape.schema] },
    check: (value) => (value === null ? null : shape.check(value)),
  };
}

/** At most `most` values of one shape. */
export function listOf(shape: Shape, most: number): Shape {
  return {
    schema: { type: "array", items: shape.schema, maxItems: most },
    check(value) {
      if (!isJsonList(value)) return { path: "", message: "is no list" };
      if (value.length > most) return { path: "", message: `has more than ${most} items` };
      for (let at = 0; at < value.length; at++) {
        const fault = shape.check(value[at]);
        if (fault !== null) return below(at, fault);
      }
      return null;
    },
  };
}

type Shapes = { readonly [key: string]: Shape };

/** A map with these keys, those of `optional` possibly absent, and no others. */
export function mapOf(required: Shapes, optional: Shapes = {}): Shape {
  const all = new Map(Object.entries({ ...required, ...optional }));
  const needed = Object.keys(required);
  return {
    schema: {
      type: "object",
      additionalProperties: false,
      required: needed,
      properties: Object.fromEntries(Array.from(all, ([key, { schema }]) => [key, schema])),
    },
    check(value) {
      if (!isJsonMap(value)) return { path: "", message: "is no map" };
      for (const key of needed) if (!Object.hasOwn(value, key)) return { path: `/${key}`, message: "is missing" };
      for (const key of Object.keys(value)) {
        const shape = all.get(key);
        const fault = shape === undefined ? UNKNOWN : shape.check(value[key]);
        if (fault !== null) return below(key, fault);
      }
      return null;
    },
  };
}

const UNKNOWN: Fault = { path: "", message: "is not known" };

function below(key: string | number, { path, message }: Fault): Fault {
  return { path: `/${key}${path}`, message };
}

/** A whole number for each of some words, and for no others. */
export function countsOf(words: readonly string[]): Shape {
  return mapOf({}, Object.fromEntries(words.map((word) => [word, integer(0)])));
}
