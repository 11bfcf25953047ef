import {
  anyValue,
  expression,
  list,
  mapOf,
  optional,
  record,
  required,
  text,
  withRule,
  type Shape,
} from "../shape/index.ts";
import type { Mapping, ProviderDefault, ResourceKindDocument, ResourceMappingDocument } from "../types/index.ts";
import { linkShape, linksLeadHome } from "./link-rule.ts";
import { identifierShape, kindNameShape, lineShape, nativeTypesShape, propertyPathShape, proseShape } from "./names.ts";
import { variablesShape } from "./policy.ts";
import { propertiesShape } from "./property-schema.ts";

type ResourceKindSpec = ResourceKindDocument["spec"];

const attributePathShape: Shape<string> = text({
  expected: "text with the path of an attribute",
  maxLength: 512,
  pattern: /^[A-Za-z_$][\w$-]*(?:\.[\w$-]+)*$/,
  rule: "be attribute names joined by dots, for example `settings.ip_configuration`",
});

const versionShape: Shape<string> = text({
  expected: "text with a version",
  maxLength: 32,
  pattern: /^\d+(?:\.\d+){0,2}$/,
  rule: "be a version such as `6.0.0`",
});

const providerDefault: Shape<ProviderDefault> = record<ProviderDefault>("a map with `attribute` and `value`", {
  attribute: required(attributePathShape, "The attribute that the provider fills in"),
  value: required(anyValue, "What it fills in"),
  from: optional(versionShape, null, "The first provider version that does so, in quotes"),
  to: optional(versionShape, null, "The first provider version that no longer does so, in quotes"),
});

const mappingRecord: Shape<Mapping> = record<Mapping>("a map that says how native resources become the kind", {
  types: required(nativeTypesShape, "The native types that it maps"),
  provider: required(lineShape, "Their provider, for example `aws`"),
  when: optional(expression, null, "Which of them, in CEL; without it, all"),
  each: optional(expression, null, "A list in CEL: one canonical resource for each element, seen as `item`"),
  links: optional(
    mapOf(identifierShape, linkShape, "links"),
    {},
    "Joins with other native resources, seen as `links.<name>`",
  ),
  defaults: optional(list(providerDefault, { of: "defaults" }), [], "What the provider fills in"),
  variables: optional(variablesShape, [], "Named values that properties share, read as `variables.<name>`"),
  properties: required(mapOf(propertyPathShape, expression, "expressions"), "How each property is computed, in CEL"),
});

const mapping: Shape<Mapping> = withRule(mappingRecord, linksLeadHome);

const mappings: Shape<readonly Mapping[]> = list(mapping, { of: "mappings" });

/** The `spec` of a ResourceKind. */
export const resourceKindSpecShape: Shape<ResourceKindSpec> = record<ResourceKindSpec>("a map with `properties`", {
  description: optional(proseShape, null, "What resources of the kind are"),
  properties: required(propertiesShape, "The properties of the kind"),
  mappings: optional(mappings, [], "How native resources become resources of the kind"),
});

/** The `spec` of a ResourceMapping. */
export const resourceMappingSpecShape: Shape<ResourceMappingDocument["spec"]> = record<ResourceMappingDocument["spec"]>(
  "a map with `kind` and `mappings`",
  {
    kind: required(kindNameShape, "The kind that the native resources become, defined by a ResourceKind document"),
    description: optional(proseShape, null, "What is mapped, and how"),
    mappings: required(mappings, "How native resources become resources of the kind"),
  },
);
