import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocuments } from "#core/documents";
import { createKinds, type KindDocument, type Kinds } from "#core/kinds";
import { findFiles } from "./find-files.ts";

const LIBRARY = join(import.meta.dirname, "../library");

/** The files of the shipped kinds and of the mappings to them. */
export function shippedKindFiles(): readonly string[] {
  return ["kinds", "mappings"].flatMap((folder) => findFiles(join(LIBRARY, folder)));
}

/** The shipped documents that define kinds or map to them; throws when one has an error. */
export function shippedKindDocuments(): readonly KindDocument[] {
  const parsed = shippedKindFiles().map((file) => parseDocuments(file, readFileSync(file, "utf8")));
  refuse(parsed.flatMap(({ diagnostics }) => diagnostics));
  return parsed
    .flatMap(({ documents }) => documents)
    .filter((document) => document.kind === "ResourceKind" || document.kind === "ResourceMapping");
}

/** The shipped kinds with all their mappings; throws when one has an error. */
export function shippedKinds(): Kinds {
  const { kinds, diagnostics } = createKinds(shippedKindDocuments());
  refuse(diagnostics);
  return kinds;
}

function refuse(diagnostics: readonly object[]): void {
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
}
