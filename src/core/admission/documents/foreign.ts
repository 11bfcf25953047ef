import { hasErrors } from "#core/diagnostics";
import { anyValue, oneOf, record, required, type DocumentNode, type Reading, type Shape } from "#core/documents";
import { maybe } from "./field.ts";
import { metadataShape } from "./metadata.ts";
import type { ForeignDocument } from "./types.ts";

/** A document read with its shape; undefined after something was reported of it, a stray key included, since nothing is run approximately. */
export function readForeign<T>(root: DocumentNode, shape: Shape<T>, reading: Reading): T | undefined {
  const own: Reading = { lines: reading.lines, diagnostics: [] };
  const document = shape.read(root, null, own);
  reading.diagnostics.push(...own.diagnostics);
  return hasErrors(own.diagnostics) ? undefined : document;
}

/** The form of a foreign document of one kind. */
export function foreignShape<Kind extends string, Spec>(
  versions: readonly string[],
  kind: Kind,
  spec: Shape<Spec>,
): Shape<Omit<ForeignDocument<Kind, Spec>, "origin">> {
  return record<Omit<ForeignDocument<Kind, Spec>, "origin"> & { readonly status: unknown }>(`a ${kind}`, {
    apiVersion: required(oneOf(versions), "The version of the API"),
    kind: required(oneOf([kind]), "The kind of the document"),
    metadata: required(metadataShape, "The name of the document"),
    spec: required(spec, "What the document says"),
    status: maybe(anyValue, "Written by a cluster"),
  });
}

/** The text under a key of a document; undefined where there is none. */
export function textIn(root: DocumentNode, key: string): string | undefined {
  const node = nodeAt(root, key);
  return node !== root && node.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** The value under a key of a document; the document itself where there is none. */
export function nodeAt(root: DocumentNode, key: string): DocumentNode {
  return (root.kind === "map" ? root.entries.get(key)?.value : undefined) ?? root;
}
