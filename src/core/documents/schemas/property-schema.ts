import {
  conditional,
  list,
  mapOf,
  named,
  oneOf,
  optional,
  orText,
  record,
  required,
  withRule,
  type JsonSchema,
  type RuleProblem,
  type Shape,
} from "../shape/index.ts";
import { PROPERTY_TYPES, type PropertySchema } from "../types/index.ts";
import { identifierShape, lineShape, proseShape } from "./names.ts";

type Part = "properties" | "items" | "values" | "enum";

/** The part that a type cannot do without. */
const NEEDED: ReadonlyMap<string, Part> = new Map<string, Part>([
  ["object", "properties"],
  ["list", "items"],
  ["map", "values"],
]);
const PARTS: readonly Part[] = ["properties", "items", "values", "enum"];
const SIMPLE = PROPERTY_TYPES.filter((type) => !NEEDED.has(type));

/** A property or parameter type. One that needs nothing but its name may be written as that. */
export const propertySchemaShape: Shape<PropertySchema> = named("PropertySchema", "a property schema", () =>
  orText(withRule(recordShape(), partsFitType, { allOf: partKeywords() }), oneOf(SIMPLE), (type) => ({
    type,
    description: null,
    unit: null,
    enum: null,
    properties: null,
    items: null,
    values: null,
  })),
);

/** Property schemas by property name. */
export const propertiesShape: Shape<Readonly<Record<string, PropertySchema>>> = mapOf(
  identifierShape,
  propertySchemaShape,
  "property schemas",
);

function recordShape(): Shape<PropertySchema> {
  return record<PropertySchema>("a property schema", {
    type: required(oneOf(PROPERTY_TYPES), "The type of the value"),
    unit: optional(lineShape, null, "The unit of a number, for example `days`"),
    enum: optional(
      list(lineShape, { of: "texts", atLeastOne: true, unique: { by: (word) => word, what: "text" } }),
      null,
      "The texts that a `string` may be",
    ),
    description: optional(proseShape, null, "What the value means"),
    properties: optional(propertiesShape, null, "The properties of an `object`"),
    items: optional(propertySchemaShape, null, "The type of the items of a `list`"),
    values: optional(propertySchemaShape, null, "The type of the values of a `map`, whose keys are texts"),
  });
}

function partsFitType(schema: PropertySchema): RuleProblem | null {
  const needed = NEEDED.get(schema.type);
  if (needed !== undefined && schema[needed] === null) {
    const message = `Type \`${schema.type}\` needs \`${needed}\``;
    return { path: [], code: "document-missing-key", message, hint: `Add \`${needed}\`` };
  }
  const excess = PARTS.find((part) => schema[part] !== null && !allows(schema.type, part));
  if (excess === undefined) return null;
  const message = `\`${excess}\` means nothing for type \`${schema.type}\``;
  return { path: [excess], code: "document-unknown-key", message, hint: `Remove \`${excess}\` or change \`type\`` };
}

function allows(type: string, part: Part): boolean {
  return part === "enum" ? type === "string" : NEEDED.get(type) === part;
}

function partKeywords(): readonly JsonSchema[] {
  const needs = Array.from(NEEDED, ([type, part]) =>
    conditional(isType(type), { required: [part] }, { properties: { [part]: false } }),
  );
  return [...needs, conditional(isType("string"), {}, { properties: { enum: false } })];
}

function isType(type: string): JsonSchema {
  return { properties: { type: { const: type } } };
}
