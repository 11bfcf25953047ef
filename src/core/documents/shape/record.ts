import { suggest } from "#core/diagnostics";
import type { MapNode } from "../read/node.ts";
import { quoted, reportWrongType } from "./describe.ts";
import type { JsonSchema } from "./json-schema.ts";
import { placeText, report, type Place, type Reading, type Shape } from "./shape.ts";

/** One key of a record. `otherwise` is its value when the key is absent. */
export type Field<T> =
  | { readonly shape: Shape<T>; readonly description: string; readonly required: true }
  | { readonly shape: Shape<T>; readonly description: string; readonly required: false; readonly otherwise: T };

/** A key that must be present. */
export function required<T>(shape: Shape<T>, description: string): Field<T> {
  return { shape, description, required: true };
}

/** A key that may be absent, with the value that it then has. */
export function optional<T, Absent extends T | null>(
  shape: Shape<T>,
  otherwise: Absent,
  description: string,
): Field<T | Absent> {
  return { shape, description, required: false, otherwise };
}

type Fields<T> = { readonly [Key in keyof T]: Field<T[Key]> };

/**
 * A map with known keys. Any other key is an error, but the rest is still read, so that its mistakes are told as well; `expected` is the record
 * with its article.
 */
export function record<T extends object>(expected: string, fields: Fields<T>): Shape<T> {
  const known = Object.entries<Field<unknown>>(fields as Readonly<Record<string, Field<unknown>>>);
  const names = new Set(known.map(([name]) => name));
  return {
    expected,
    read(node, place, reading) {
      if (node.kind !== "map") {
        reportWrongType(node, place, reading, expected);
        return undefined;
      }
      const meant = reportUnknownKeys(node, place, reading, names);
      const values = readFields({ node, place, reading, meant }, known);
      if (values === undefined) return undefined;
      // oxlint-disable-next-line no-unsafe-type-assertion -- the keys are those of T, each read by its own shape
      return values as T;
    },
    schema: (definitions): JsonSchema => ({
      type: "object",
      additionalProperties: false,
      required: known.filter(([, field]) => field.required).map(([name]) => name),
      properties: Object.fromEntries(
        known.map(([name, field]) => [name, { description: field.description, ...field.shape.schema(definitions) }]),
      ),
    }),
  };
}

/** Reports keys that are not known, and answers those that may be meant by them. */
function reportUnknownKeys(
  node: MapNode,
  place: Place,
  reading: Reading,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const [key, entry] of node.entries) {
    if (names.has(key)) continue;
    const near = suggest(key, names);
    if (near !== undefined) meant.add(near);
    const hint =
      near === undefined
        ? `Known keys are ${[...names].map((name) => `\`${name}\``).join(", ")}`
        : `Did you mean \`${near}\`?`;
    const message = `Unknown key ${quoted(key)} ${inside(place)}`;
    report(reading, { start: entry.keyStart, end: entry.keyEnd }, { code: "document-unknown-key", message, hint });
  }
  return meant;
}

function readFields(
  context: RecordContext,
  fields: readonly (readonly [string, Field<unknown>])[],
): object | undefined {
  const { node, place, reading, meant } = context;
  const values: Record<string, unknown> = {};
  let complete = true;
  for (const [name, field] of fields) {
    const entry = node.entries.get(name);
    if (entry === undefined && field.required && !meant.has(name)) reportMissing(name, field, context);
    const value =
      entry === undefined ? absent(field) : field.shape.read(entry.value, { parent: place, key: name }, reading);
    if (value === undefined) complete = false;
    else values[name] = value;
  }
  return complete ? values : undefined;
}

function absent(field: Field<unknown>): unknown {
  return field.required ? undefined : field.otherwise;
}

interface RecordContext {
  readonly node: MapNode;
  readonly place: Place;
  readonly reading: Reading;
  /** Keys that an unknown key may stand for: what is misspelled is told once. */
  readonly meant: ReadonlySet<string>;
}

function reportMissing(name: string, field: Field<unknown>, { node, place, reading }: RecordContext): void {
  const message = `Key \`${name}\` is missing ${inside(place)}`;
  report(reading, startOf(node), {
    code: "document-missing-key",
    message,
    hint: `Add \`${name}\`: ${field.description}`,
  });
}

/** The first key rather than all of the map, so that an editor underlines one word. */
function startOf(node: MapNode): { readonly start: number; readonly end: number } {
  const first = node.entries.values().next().value;
  return first === undefined ? node : { start: first.keyStart, end: first.keyEnd };
}

function inside(place: Place): string {
  return place === null ? "in the document" : `in \`${placeText(place)}\``;
}
