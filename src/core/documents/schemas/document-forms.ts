import type { DocumentNode } from "../read/node.ts";
import { oneOf, record, required, type JsonSchema, type Reading, type Shape } from "../shape/index.ts";
import type { AnyDocument, DocumentKind, DocumentOf, Origin } from "../types/index.ts";
import { agentSpecShape } from "./agent.ts";
import { frameworkSpecShape } from "./framework.ts";
import { grantSpecShape } from "./grant.ts";
import { metadataShape } from "./metadata.ts";
import { kindNameShape, nameShape } from "./names.ts";
import { policySpecShape } from "./policy.ts";
import { resourceKindSpecShape, resourceMappingSpecShape } from "./resource-kind.ts";
import { settingsSpecShape } from "./settings.ts";
import { waiverSpecShape } from "./waiver.ts";

/** The form of every kind of document. */
export const documentForms: Readonly<Record<DocumentKind, DocumentForm<AnyDocument>>> = {
  Policy: createForm("Policy", nameShape, policySpecShape),
  Grant: createForm("Grant", nameShape, grantSpecShape),
  Agent: createForm("Agent", nameShape, agentSpecShape),
  Waiver: createForm("Waiver", nameShape, waiverSpecShape),
  ResourceKind: createForm("ResourceKind", kindNameShape, resourceKindSpecShape),
  ResourceMapping: createForm("ResourceMapping", nameShape, resourceMappingSpecShape),
  Framework: createForm("Framework", nameShape, frameworkSpecShape),
  Settings: createForm("Settings", nameShape, settingsSpecShape),
};

/** How documents of one kind are read and described. */
export interface DocumentForm<Document> {
  read(root: DocumentNode, reading: Reading, origin: Origin): Document | undefined;
  schema(): JsonSchema;
}

function createForm<Kind extends DocumentKind, Spec>(
  kind: Kind,
  name: Shape<string>,
  spec: Shape<Spec>,
): DocumentForm<DocumentOf<Kind, Spec>> {
  const shape = record<Omit<DocumentOf<Kind, Spec>, "origin">>("a document", {
    apiVersion: required(oneOf(["writ/v1"]), "The version of the document language"),
    kind: required(oneOf([kind]), "The kind of the document"),
    metadata: required(metadataShape(name), "The name of the document and remarks about it"),
    spec: required(spec, "What the document says"),
  });
  return {
    read(root, reading, origin) {
      const body = shape.read(root, null, reading);
      return body === undefined ? undefined : { ...body, origin };
    },
    schema: () => rootSchema(kind, shape),
  };
}

/** The published JSON Schema (2020-12) of every kind of document, made from the very tables that documents are checked with. */
export function jsonSchemas(): Readonly<Record<DocumentKind, JsonSchema>> {
  return {
    Policy: documentForms.Policy.schema(),
    Grant: documentForms.Grant.schema(),
    Agent: documentForms.Agent.schema(),
    Waiver: documentForms.Waiver.schema(),
    ResourceKind: documentForms.ResourceKind.schema(),
    ResourceMapping: documentForms.ResourceMapping.schema(),
    Framework: documentForms.Framework.schema(),
    Settings: documentForms.Settings.schema(),
  };
}

function rootSchema(kind: string, shape: Shape<unknown>): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const schema = shape.schema(definitions);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:writ:schema:v1:${kind}`,
    title: kind,
    ...schema,
    ...(definitions.size > 0 ? { $defs: Object.fromEntries(definitions) } : {}),
  };
}
