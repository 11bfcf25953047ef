import { anyValue, mapOf, record, required, type Shape } from "#core/documents";
import { defaulted, maybe } from "./field.ts";
import { anyText } from "./scalars.ts";

/** What a foreign document says of itself. */
export interface ForeignMetadata {
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Everything that a cluster adds to metadata by itself, which means nothing for what the document decides. */
const OF_A_CLUSTER = [
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "finalizers",
  "generateName",
  "generation",
  "managedFields",
  "ownerReferences",
  "resourceVersion",
  "selfLink",
  "uid",
];

const texts = mapOf(anyText, anyText, "text");

/** The metadata of a Kubernetes object. */
export const metadataShape: Shape<ForeignMetadata> = record<ForeignMetadata>("the metadata of an object", {
  name: required(anyText, "The name of the object"),
  namespace: maybe(anyText, "The namespace of the object"),
  labels: defaulted(texts, {}, "Labels by which objects are found"),
  annotations: defaulted(texts, {}, "Remarks for tools"),
  ...Object.fromEntries(OF_A_CLUSTER.map((name) => [name, maybe(anyValue, "Written by a cluster")])),
});
