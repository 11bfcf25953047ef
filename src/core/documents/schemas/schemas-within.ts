import type { JsonSchema } from "../shape/index.ts";

/** What a schema says of a document as a whole: every alternative that may hold, references followed, each once. */
export function rootSchemas(root: JsonSchema): readonly JsonSchema[] {
  return alternatives([root], root);
}

/** What is said one step further in than where `schemas` hold; a step into a list is a number, one into a map a key. */
export function schemasWithin(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  step: string | number,
): readonly JsonSchema[] {
  return alternatives(
    schemas.flatMap((schema) => stepInto(schema, step)),
    root,
  );
}

/** The keys that a map may have by its schemas, in the order of the documentation, with what is said of each. */
export function keysOf(schemas: readonly JsonSchema[]): ReadonlyMap<string, JsonSchema> {
  return new Map(schemas.flatMap((schema) => Object.entries(asSchema(schema["properties"]) ?? {})).flatMap(entryOf));
}

function entryOf([key, value]: readonly [string, unknown]): readonly (readonly [string, JsonSchema])[] {
  const schema = asSchema(value);
  return schema === undefined ? [] : [[key, schema]];
}

function stepInto(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === "number") return present(asSchema(schema["items"]));
  const known = asSchema(schema["properties"]);
  if (known !== undefined && Object.hasOwn(known, step)) return present(asSchema(known[step]));
  return present(asSchema(schema["additionalProperties"]));
}

/** Schemas, what they refer to, and what may or must hold besides. */
function alternatives(schemas: readonly JsonSchema[], root: JsonSchema): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const pending = [...schemas];
  for (let schema = pending.shift(); schema !== undefined; schema = pending.shift()) {
    if (found.has(schema)) continue;
    found.add(schema);
    pending.push(...besides(schema, root));
  }
  return [...found];
}

function besides(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const reference = schema["$ref"];
  const definition = typeof reference === "string" ? definitionOf(root, reference) : undefined;
  const combined = COMBINATIONS.flatMap((keyword) => {
    const parts: unknown = schema[keyword];
    return (Array.isArray(parts) ? parts : [parts]).flatMap((part) => present(asSchema(part)));
  });
  return [...present(definition), ...combined];
}

const COMBINATIONS = ["anyOf", "oneOf", "allOf", "then", "else"] as const;

function definitionOf(root: JsonSchema, reference: string): JsonSchema | undefined {
  const name = reference.slice("#/$defs/".length);
  const definitions = asSchema(root["$defs"]);
  return definitions !== undefined && Object.hasOwn(definitions, name) ? asSchema(definitions[name]) : undefined;
}

function present(schema: JsonSchema | undefined): readonly JsonSchema[] {
  return schema === undefined ? [] : [schema];
}

function asSchema(value: unknown): JsonSchema | undefined {
  // oxlint-disable-next-line no-unsafe-type-assertion -- a schema is any plain map
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;
}
