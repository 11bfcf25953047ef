import type { AnyDocument } from "#core/documents";
import { formProblem, IDENTIFIER, type Renaming } from "./renaming.ts";
import { mappingExpressions, usesIn } from "./uses.ts";

/** The renaming of a variable of the mapping at this position of a document; null when the mapping has none of this name. */
export function mappingVariableRenaming(document: AnyDocument, at: number, name: string): Renaming | null {
  if (document.kind !== "ResourceKind" && document.kind !== "ResourceMapping") return null;
  const mapping = document.spec.mappings[at];
  const position = mapping?.variables.findIndex((one) => one.name === name) ?? -1;
  if (mapping === undefined || position === -1) return null;
  const { origin } = document;
  return {
    problem: (next) =>
      formProblem(next, "variable", IDENTIFIER) ??
      (mapping.variables.some((one) => one.name === next) ? `The mapping has a variable \`${next}\` already` : null),
    places: () => [
      origin.at(["spec", "mappings", at, "variables", position, "name"]),
      ...usesIn(origin, mappingExpressions(mapping), "variables", name),
    ],
  };
}
