import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import type { ResourceKindDocument } from "#core/documents";
import type { StructType } from "#core/language";
import { UNCLASSIFIED } from "#core/model";
import { checkMapping } from "./mapping/check-mapping.ts";
import { MappingProgram } from "./mapping/mapping-program.ts";
import { KindRegistry, type Kinds } from "./registry.ts";
import { structTypesOf } from "./schema/struct-types.ts";

export interface KindsResult {
  readonly kinds: Kinds;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks and compiles ResourceKind documents. A mapping with an error is left out and reported; the rest still works. */
export function createKinds(documents: readonly ResourceKindDocument[]): KindsResult {
  const structs = new Map<string, readonly StructType[]>();
  const programs: MappingProgram[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const { name } = document.metadata;
    const refusal = refuse(document, structs);
    if (refusal !== null) {
      diagnostics.push(refusal);
      continue;
    }
    const own = structTypesOf(`writ.${name}`, document.spec.properties, document.spec.description);
    structs.set(name, own);
    for (const at of document.spec.mappings.keys()) {
      const check = checkMapping(document, own, at);
      diagnostics.push(...check.diagnostics);
      if (check.mapping !== null) programs.push(new MappingProgram(check.mapping));
    }
  }
  return { kinds: new KindRegistry(structs, programs), diagnostics: sortDiagnostics(diagnostics) };
}

function refuse({ metadata, origin }: ResourceKindDocument, known: ReadonlyMap<string, unknown>): Diagnostic | null {
  const { name } = metadata;
  const span = origin.at(["metadata", "name"]);
  if (name === UNCLASSIFIED) {
    const message = `Kind \`${name}\` is what resources without a kind are called, so that no document can define it`;
    return { code: "kind-reserved-name", severity: "error", message, span };
  }
  if (!known.has(name)) return null;
  return { code: "kind-duplicate", severity: "error", message: `Kind \`${name}\` is defined twice`, span };
}
