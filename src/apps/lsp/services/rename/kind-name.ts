import type { Span } from "#core/diagnostics";
import type { AnyDocument } from "#core/documents";
import type { Project } from "../../project/project.ts";
import { formProblem, type Renaming } from "./renaming.ts";
import { expressionsOf, kindTexts } from "./uses.ts";

/** The renaming of a kind that a document of the user defines; null for any other name. */
export function kindRenaming(name: string, { documents, texts }: Project): Renaming | null {
  const definition = documents.find((one) => one.kind === "ResourceKind" && one.metadata.name === name);
  if (definition === undefined || !texts.has(definition.origin.file)) return null;
  return {
    problem: (next, project) => formProblem(next, "kind", KIND) ?? takenProblem(next, project),
    places: (project) =>
      project.documents
        .filter(({ origin }) => project.texts.has(origin.file))
        .flatMap((document) => [...namings(document, name), ...writtenOut(document, name)]),
  };
}

const KIND = /^[A-Z][A-Za-z0-9]*$/;

function takenProblem(name: string, { documents }: Project): string | null {
  const isTaken = documents.some((one) => one.kind === "ResourceKind" && one.metadata.name === name);
  return isTaken ? `There is a kind \`${name}\` already` : null;
}

/** Where a document names the kind, or defines it. */
function namings({ kind, metadata, spec, origin }: AnyDocument, name: string): readonly Span[] {
  if (kind === "ResourceKind") return metadata.name === name ? [origin.at(["metadata", "name"])] : [];
  if (kind === "ResourceMapping") return spec.kind === name ? [origin.at(["spec", "kind"])] : [];
  if (kind !== "Policy" && kind !== "Grant") return [];
  const [kinds, path] =
    kind === "Policy" ? [spec.match.kinds, ["spec", "match", "kinds"]] : [spec.kinds, ["spec", "kinds"]];
  return kinds.flatMap((one, at) => (one === name ? [origin.at([...path, at])] : []));
}

function writtenOut(document: AnyDocument, name: string): readonly Span[] {
  return kindTexts(document.origin, expressionsOf(document), name);
}
