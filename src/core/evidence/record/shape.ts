import { isJsonList, isJsonMap, type Json, type JsonMap } from "./canonical.ts";

/** What a value must look like: a check that answers the first fault in words, and the same as JSON Schema for others. */
export interface Shape {
  readonly schema: JsonMap;
  /** Null when the value has this shape; `path` is where it stands. */
  check(value: Json | undefined, path: string): string | null;
}

/** Text that matches a pattern; the pattern is anchored, bounded and free of backtracking. */
export function text(pattern: string, what: string): Shape {
  const matcher = new RegExp(pattern, "u");
  return {
    schema: { type: "string", pattern },
    check: (value, path) => (typeof value === "string" && matcher.test(value) ? null : `\`${path}\` is not ${what}`),
  };
}

/** A whole number from `minimum` on. */
export function integer(minimum: number): Shape {
  return {
    schema: { type: "integer", minimum, maximum: Number.MAX_SAFE_INTEGER },
    check: (value, path) =>
      typeof value === "number" && value >= minimum ? null : `\`${path}\` is not a whole number from ${minimum} on`,
  };
}

/** One of some words. */
export function oneOf(words: readonly string[]): Shape {
  return {
    schema: { enum: words },
    check: (value, path) =>
      typeof value === "string" && words.includes(value) ? null : `\`${path}\` is none of ${words.join(", ")}`,
  };
}

/** True or false. */
export const flag: Shape = {
  schema: { type: "boolean" },
  check: (value, path) => (typeof value === "boolean" ? null : `\`${path}\` is neither true nor false`),
};

/** A shape, or null. */
export function nullable(shape: Shape): Shape {
  return {
    schema: { anyOf: [{ type: "null" }, shape.schema] },
    check: (value, path) => (value === null ? null : shape.check(value, path)),
  };
}

/** At most `most` values of one shape. */
export function listOf(shape: Shape, most: number): Shape {
  return {
    schema: { type: "array", items: shape.schema, maxItems: most },
    check: (value, path) => {
      if (!isJsonList(value)) return `\`${path}\` is no list`;
      if (value.length > most) return `\`${path}\` has more than ${most} items`;
      return firstFault(value.entries(), ([at, item]) => shape.check(item, `${path}/${at}`));
    },
  };
}

/** A map with these keys, those of `optional` possibly absent, and no others. */
export function mapOf(required: Shapes, optional: Shapes = {}): Shape {
  const all: Shapes = { ...required, ...optional };
  const schemas = Object.entries(all).map(([key, shape]) => [key, shape.schema] as const);
  return {
    schema: {
      type: "object",
      additionalProperties: false,
      required: Object.keys(required),
      properties: Object.fromEntries(schemas),
    },
    check: (value, path) => {
      if (!isJsonMap(value)) return `\`${path}\` is no map`;
      const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
      if (missing !== undefined) return `\`${path}/${missing}\` is missing`;
      return firstFault(Object.entries(value), ([key, item]) =>
        Object.hasOwn(all, key) ? (all[key]?.check(item, `${path}/${key}`) ?? null) : `\`${path}/${key}\` is not known`,
      );
    },
  };
}

type Shapes = { readonly [key: string]: Shape };

/** A whole number for each of some words, and for no others. */
export function countsOf(words: readonly string[]): Shape {
  return mapOf({}, Object.fromEntries(words.map((word) => [word, integer(0)])));
}

function firstFault<Item>(items: Iterable<Item>, check: (item: Item) => string | null): string | null {
  for (const item of items) {
    const fault = check(item);
    if (fault !== null) return fault;
  }
  return null;
}
