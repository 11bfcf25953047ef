import type { Span } from "#core/diagnostics";
import { parseDocuments, type AnyDocument } from "#core/documents";

/** A document, or what it names, for the outline of a file. */
export interface Outline {
  readonly name: string;
  readonly detail: string;
  readonly what: "document" | "variable" | "parameter" | "validation" | "property";
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
  if (kind === "ResourceKind")
    return Object.keys(spec.properties).map((name) => ({ name, what: "property", path: ["spec", "properties", name] }));
  if (kind !== "Policy") return [];
  return [
    ...Object.keys(spec.parameters).map((name): Part => ({
      name,
      what: "parameter",
      path: ["spec", "parameters", name],
    })),
    ...spec.variables.map(({ name }, at): Part => ({ name, what: "variable", path: ["spec", "variables", at] })),
    ...spec.validations.map(({ id }, at): Part => ({
      name: id,
      what: "validation",
      path: ["spec", "validations", at],
    })),
  ];
}
