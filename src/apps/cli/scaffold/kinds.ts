import { parseDocuments, type Mapping, type ParsedDocuments, type PropertySchema } from "#core/documents";
import { documentFiles, readDocument } from "../files/documents.ts";
import { shippedFiles } from "../policies/shipped.ts";

/** A kind with every way in which native resources become it. */
export interface KindSource {
  readonly name: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly mappings: readonly Mapping[];
}

/** The documents that are loaded: those of the library and the user's own below `paths`. Those with mistakes are left out. */
export function loadedDocuments(paths: readonly string[]): readonly ParsedDocuments[] {
  const files = paths.flatMap((path) => documentFiles(path).files);
  const own = files.flatMap(({ file }) => {
    const text = readDocument(file);
    return typeof text === "string" ? [parseDocuments(file, text)] : [];
  });
  return [...shippedFiles().map(({ parsed }) => parsed), ...own];
}

/** Of documents those that say what kinds there are. */
export function kindDocuments(parsed: readonly ParsedDocuments[]): ParsedDocuments {
  const documents = parsed.flatMap((one) => one.documents);
  return { documents: documents.filter(({ kind }) => KIND_DOCUMENTS.has(kind)), digests: [], diagnostics: [] };
}

const KIND_DOCUMENTS: ReadonlySet<string> = new Set(["ResourceKind", "ResourceMapping"]);

/** The kinds that documents define, by name. */
export function kindSources({ documents }: ParsedDocuments): ReadonlyMap<string, KindSource> {
  const kinds = documents.flatMap((document) => (document.kind === "ResourceKind" ? [document] : []));
  const further = documents.flatMap((document) => (document.kind === "ResourceMapping" ? [document] : []));
  return new Map(
    kinds.map(({ metadata: { name }, spec }) => {
      const others = further.filter((document) => document.spec.kind === name);
      const mappings = [...spec.mappings, ...others.flatMap((document) => document.spec.mappings)];
      return [name, { name, properties: spec.properties, mappings }];
    }),
  );
}
