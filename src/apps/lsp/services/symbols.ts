import type { Span } from "#core/diagnostics";
import { parseDocuments, type AnyDocument } from "#core/documents";

/** A document, or what it names, for the outline of a file. */
export interface Outline {
  readonly name: string;
  readonly detail: string;
  readonly what:
    | "document"
    | "variable"
    | "parameter"
    | "validation"
    | "property"
    | "condition"
    | "environment"
    | "mapping";
  readonly span: Span;
  readonly children: readonly Outline[];
}

type Part = Pick<Outline, "name" | "what"> & { readonly path: readonly (string | number)[] };

/** The documents of a file with what they name. */
export function symbols(path: string, text: string): readonly Outline[] {
  return parseDocuments(path, text).documents.map((document) => ({
    name: document.metadata.name,
    detail: document.kind,
    what: "document",
    span: document.origin.span,
    children: partsOf(document).map(({ path: at, name, what }) => {
      return { name, what, detail: what, span: document.origin.at(at), children: [] };
    }),
  }));
}

function partsOf({ kind, spec }: AnyDocument): readonly Part[] {
  if (kind === "ResourceKind") return [...propertyParts(Object.keys(spec.properties)), ...mappingParts(spec.mappings)];
  if (kind === "ResourceMapping") return mappingParts(spec.mappings);
  if (kind === "Settings") return listParts(spec.environments, "environment", "environments");
  if (kind === "Grant") return listParts(spec.conditions, "condition", "conditions");
  if (kind !== "Policy") return [];
  return [
    ...Object.keys(spec.parameters).map((name): Part => ({
      name,
      what: "parameter",
      path: ["spec", "parameters", name],
    })),
    ...listParts(spec.matchConditions, "condition", "matchConditions"),
    ...listParts(spec.variables, "variable", "variables"),
    ...listParts(
      spec.validations.map(({ id }) => ({ name: id })),
      "validation",
      "validations",
    ),
  ];
}

function listParts(items: readonly { readonly name: string }[], what: Outline["what"], key: string): readonly Part[] {
  return items.map(({ name }, at) => ({ name, what, path: ["spec", key, at] }));
}

function propertyParts(names: readonly string[]): readonly Part[] {
  return names.map((name) => ({ name, what: "property", path: ["spec", "properties", name] }));
}

function mappingParts(mappings: readonly { readonly types: readonly string[] }[]): readonly Part[] {
  return mappings.map(({ types }, at) => ({ name: types.join(", "), what: "mapping", path: ["spec", "mappings", at] }));
}
