import { isJsonList, isJsonMap, writeText, type Json, type JsonMap } from "./canonical.ts";

/** Where a value is not as it must be, and how. The place is put together on the way up, so that values without a fault cost no text. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/**
 * What a value must look like: its canonical form is written while it is looked at, since most records are written by those who log them; and the same as JSON
 * Schema for others.
 */
export interface Shape {
  readonly schema: JsonMap;
  /** The canonical form (RFC 8785) of a value that fits, or the first fault of one that does not. */
  write(value: Json | undefined): string | Fault;
}

/** A shape of a value without parts; `write` answers null for what does not fit, and `message` says what that is not. */
export function simple(
  schema: JsonMap,
  write: (value: Json | undefined) => string | null | undefined,
  message: string,
): Shape {
  const fault: Fault = { path: "", message };
  return { schema, write: (value) => write(value) ?? fault };
}

/** Text that matches a pattern; the pattern is anchored, bounded and free of backtracking. */
export function text(pattern: string, what: string): Shape {
  const matcher = new RegExp(pattern, "u");
  const write = (value: Json | undefined): string | null =>
    typeof value === "string" && matcher.test(value) ? writeText(value) : null;
  return simple({ type: "string", pattern }, write, `is not ${what}`);
}

/** A whole number from `minimum` on. */
export function integer(minimum: number): Shape {
  const schema = { type: "integer", minimum, maximum: Number.MAX_SAFE_INTEGER };
  const write = (value: Json | undefined): string | null =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= minimum && !Object.is(value, -0)
      ? value.toString()
      : null;
  return simple(schema, write, `is not a whole number from ${minimum} on`);
}

/** One of some words. */
export function oneOf(words: readonly string[]): Shape {
  const written = new Map<Json | undefined, string | null>(words.map((word) => [word, writeText(word)]));
  return simple({ enum: words }, (value) => written.get(value), `is none of ${words.join(", ")}`);
}

/** True or false. */
export const flag: Shape = simple(
  { type: "boolean" },
  (value) => (typeof value === "boolean" ? String(value) : null),
  "is neither true nor false",
);

/** A shape, or null. */
export function nullable(shape: Shape): Shape {
  return {
    schema: { anyOf: [{ type: "null" }, shape.schema] },
    write: (value) => (value === null ? "null" : shape.write(value)),
  };
}

/** At most `most` values of one shape. */
export function listOf(shape: Shape, most: number): Shape {
  return {
    schema: { type: "array", items: shape.schema, maxItems: most },
    write(value) {
      if (!isJsonList(value)) return { path: "", message: "is no list" };
      if (value.length > most) return { path: "", message: `has more than ${most} items` };
      let list = "[";
      for (let at = 0; at < value.length; at++) {
        const written = shape.write(value[at]);
        if (typeof written !== "string") return below(at, written);
        list += at === 0 ? written : `,${written}`;
      }
      return `${list}]`;
    },
  };
}

type Shapes = { readonly [key: string]: Shape };

/** A map with these keys, those of `optional` possibly absent, and no others. */
export function mapOf(required: Shapes, optional: Shapes = {}): Shape {
  const all = Object.entries({ ...required, ...optional });
  const needed = Object.keys(required);
  const members = all
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, shape]) => ({ key, shape, before: `${writeText(key)}:`, isNeeded: Object.hasOwn(required, key) }));
  return {
    schema: {
      type: "object",
      additionalProperties: false,
      required: needed,
      properties: Object.fromEntries(all.map(([key, { schema }]) => [key, schema])),
    },
    write(value) {
      if (!isJsonMap(value)) return { path: "", message: "is no map" };
      let map = "{";
      let count = 0;
      for (const { key, shape, before, isNeeded } of members) {
        if (Object.hasOwn(value, key)) {
          const written = shape.write(value[key]);
          if (typeof written !== "string") return below(key, written);
          map += count++ === 0 ? before : `,${before}`;
          map += written;
        } else if (isNeeded) return { path: `/${key}`, message: "is missing" };
      }
      return count === Object.keys(value).length ? `${map}}` : unknownOf(value, new Map(all));
    },
  };
}

function unknownOf(value: JsonMap, known: ReadonlyMap<string, Shape>): Fault {
  const key = Object.keys(value).find((name) => !known.has(name)) ?? "";
  return { path: `/${key}`, message: "is not known" };
}

function below(key: string | number, { path, message }: Fault): Fault {
  return { path: `/${key}${path}`, message };
}

/** A whole number for each of some words, and for no others. */
export function countsOf(words: readonly string[]): Shape {
  return mapOf({}, Object.fromEntries(words.map((word) => [word, integer(0)])));
}
