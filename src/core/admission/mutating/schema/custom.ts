import type { Value, ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import { textAt } from "../../model/field.ts";
import { metadataType } from "./built-in.ts";
import { ANY, OPAQUE, type ListType, type MapType, type MergeType, type ScalarType } from "./type.ts";

/**
 * The type of a custom resource by the CustomResourceDefinition that declares it (k8s.io/kube-openapi, `schemaconv`); null when none of the objects
 * does, or when its schema is written in a way that Kubernetes would refuse.
 */
export function customType(definitions: readonly Value[], apiVersion: string, kind: string): MergeType | null {
  const slash = apiVersion.indexOf("/");
  const group = apiVersion.slice(0, Math.max(slash, 0));
  const version = apiVersion.slice(slash + 1);
  const declared = definitions.find((one) => isFor(one, group, kind));
  const versions = memberAt(declared, "spec", "versions");
  const served = isList(versions) ? versions.find((one) => textAt(one, "name") === version) : undefined;
  const schema = memberAt(served, "schema", "openAPIV3Schema");
  return isObject(schema) ? rootType(schema) : null;
}

/** Tells a CustomResourceDefinition. */
export function isDefinition(object: Value): boolean {
  return (
    textAt(object, "apiVersion") === "apiextensions.k8s.io/v1" && textAt(object, "kind") === "CustomResourceDefinition"
  );
}

function isFor(definition: Value, group: string, kind: string): boolean {
  return (
    isDefinition(definition) &&
    textAt(definition, "spec", "group") === group &&
    textAt(definition, "spec", "names", "kind") === kind
  );
}

/** What every object has, whatever its schema says of it. */
function rootType(schema: ValueObject): MergeType {
  const type = typeOf(schema, { depth: MAX_DEPTH, keepsUnknown: false });
  return type.kind === "map" ? withObjectFields(type) : type;
}

function withObjectFields(type: MapType): MapType {
  return { ...type, declared: (field) => OBJECT_FIELDS[field]?.() ?? type.declared(field) };
}

const TEXT: ScalarType = { kind: "scalar", of: "string" };
const OBJECT_FIELDS: Readonly<Record<string, () => MergeType>> = Object.assign(Object.create(null), {
  apiVersion: () => TEXT,
  kind: () => TEXT,
  metadata: metadataType,
});

interface Around {
  readonly depth: number;
  /** Whether a schema around this one keeps fields that it does not name. */
  readonly keepsUnknown: boolean;
}

/** Schemas that nest deeper than the API server would take are not looked into. */
const MAX_DEPTH = 64;

function typeOf(schema: ValueObject, around: Around): MergeType {
  if (around.depth === 0) return OPAQUE;
  const inner = {
    depth: around.depth - 1,
    keepsUnknown: around.keepsUnknown || schema["x-kubernetes-preserve-unknown-fields"] === true,
  };
  switch (schema["type"]) {
    case "object":
      return mapOf(schema, inner);
    case "array":
      return listOf(schema, inner);
    case "integer":
    case "number":
    case "boolean":
      return { kind: "scalar", of: schema["type"] };
    case "string":
      return { kind: "scalar", of: isPlainText(schema["format"]) ? "string" : "any" };
    default:
      return ANY;
  }
}

function isPlainText(format: Value | undefined): boolean {
  return format === undefined || format === "" || format === "byte";
}

function mapOf(schema: ValueObject, inner: Around): MapType {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const type: MapType = {
    kind: "map",
    isAtomic: schema["x-kubernetes-map-type"] === "atomic",
    others: othersOf(schema, Object.keys(properties).length, inner),
    declared(field) {
      const property = memberAt(properties, field);
      return isObject(property) ? typeOf(property, inner) : undefined;
    },
  };
  return schema["x-kubernetes-embedded-resource"] === true ? withObjectFields(type) : type;
}

function othersOf({ additionalProperties }: ValueObject, properties: number, inner: Around): MergeType | null {
  if (isObject(additionalProperties)) return typeOf(additionalProperties, inner);
  if (typeof additionalProperties === "boolean") return additionalProperties ? ANY : null;
  return inner.keepsUnknown || properties === 0 ? ANY : null;
}

function listOf(schema: ValueObject, inner: Around): ListType {
  const items = schema["items"];
  const elements = isObject(items) ? typeOf(items, inner) : OPAQUE;
  return { kind: "list", elements, entries: entriesOf(schema, items) };
}

function entriesOf(schema: ValueObject, items: Value | undefined): ListType["entries"] {
  if (schema["x-kubernetes-list-type"] === "set") return "set";
  const keys = schema["x-kubernetes-list-map-keys"];
  if (schema["x-kubernetes-list-type"] !== "map" || !isList(keys)) return "atomic";
  return keys.flatMap((name) =>
    typeof name === "string" ? [{ name, otherwise: plain(memberAt(items, "properties", name, "default")) }] : [],
  );
}

function plain(value: Value | undefined): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
