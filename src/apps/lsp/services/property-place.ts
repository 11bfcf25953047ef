import type { Span } from "#core/diagnostics";
import type { AnyDocument, PropertySchema } from "#core/documents";
import type { Type } from "#core/language";

/** Where a field is defined that is read of a value of this type: a property of a kind, or of a record in one; null for any other. */
export function propertyPlace(type: Type, field: string, documents: readonly AnyDocument[]): Span | null {
  const record = type.kind === "opaque" && type.name === "optional_type" ? type.params[0] : type;
  if (record?.kind !== "struct" || !record.name.startsWith(OWN_TYPES)) return null;
  const [kind = "", ...steps] = record.name.slice(OWN_TYPES.length).split(".");
  const document = documents.find((one) => one.kind === "ResourceKind" && one.metadata.name === kind);
  if (document?.kind !== "ResourceKind") return null;
  const path = pathOf(document.spec.properties, [...steps, field]);
  return path === null ? null : document.origin.key(["spec", ...path]);
}

/** Where the types of kinds live. */
const OWN_TYPES = "writ.";

/** The way from the `spec` of a kind to a property, through the records in lists and maps. */
function pathOf(
  properties: Readonly<Record<string, PropertySchema>>,
  [first = "", ...rest]: readonly string[],
): readonly string[] | null {
  const schema = Object.hasOwn(properties, first) ? properties[first] : undefined;
  if (schema === undefined) return null;
  if (rest.length === 0) return ["properties", first];
  const [record, through] = recordWithin(schema);
  const inner = record.properties === null ? null : pathOf(record.properties, rest);
  return inner === null ? null : ["properties", first, ...through, ...inner];
}

/** The record that a list or map holds at last, and the way to it. */
function recordWithin(schema: PropertySchema): readonly [PropertySchema, readonly string[]] {
  let [record, through]: [PropertySchema, string[]] = [schema, []];
  for (let next = record.items ?? record.values; next !== null; next = record.items ?? record.values) {
    through = [...through, record.items === null ? "values" : "items"];
    record = next;
  }
  return [record, through];
}
