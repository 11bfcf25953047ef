import type { DocumentNode } from "../read/node.ts";
import { reportWrongType } from "./describe.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { Place, Shape } from "./shape.ts";

/** A map whose keys the author chooses. Keys are own properties of the answer, whatever they are called. */
export function mapOf<T>(key: Shape<string>, value: Shape<T>, of: string): Shape<Readonly<Record<string, T>>> {
  const expected = `a map of ${of}`;
  return {
    expected,
    read(node, place, reading) {
      if (node.kind !== "map") {
        reportWrongType(node, place, reading, expected);
        return undefined;
      }
      const entries: [string, T][] = [];
      for (const [name, entry] of node.entries) {
        const within: Place = { parent: place, key: name };
        const keyNode: DocumentNode = {
          kind: "scalar",
          style: "plain",
          value: name,
          start: entry.keyStart,
          end: entry.keyEnd,
        };
        const readKey = key.read(keyNode, within, reading);
        const read = value.read(entry.value, within, reading);
        if (readKey !== undefined && read !== undefined) entries.push([readKey, read]);
      }
      return entries.length === node.entries.size ? Object.fromEntries(entries) : undefined;
    },
    schema: (definitions): JsonSchema => ({
      type: "object",
      propertyNames: key.schema(definitions),
      additionalProperties: value.schema(definitions),
    }),
  };
}
