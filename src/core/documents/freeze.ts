import { createOrigin } from "./origin/origin.ts";
import type { ParsedDocuments } from "./parse-documents.ts";
import { createSource } from "./source.ts";
import type { AnyDocument } from "./types/index.ts";

/** The documents of a file without mistakes, as plain data that JSON keeps. */
export interface FrozenDocuments {
  readonly documents: readonly FrozenDocument[];
  readonly digests: readonly string[];
}

type Frozen<Document> = Document extends AnyDocument ? Omit<Document, "origin"> : never;
type FrozenDocument = Frozen<AnyDocument>;

/** What parsing a file gave, to be kept instead of parsing it again; null when there is a mistake in it, or a number that JSON does not keep. */
export function freezeDocuments({ documents, digests, diagnostics }: ParsedDocuments): FrozenDocuments | null {
  if (diagnostics.length > 0 || !documents.every(isPlain)) return null;
  return { documents: documents.map(({ origin: _origin, ...rest }): FrozenDocument => rest), digests };
}

/** What parsing `file` would give. `readText` is asked when the place of something in it is. */
export function thawDocuments(file: string, readText: () => string, frozen: FrozenDocuments): ParsedDocuments {
  const source = createSource(file, readText);
  const documents = frozen.documents.map((document, at) => ({ ...document, origin: createOrigin(source, at) }));
  return { documents, digests: frozen.digests, diagnostics: [] };
}

/** Whether JSON keeps everything in a document: no double that would come back as an int, no int beyond the doubles. */
function isPlain({ origin: _origin, ...rest }: AnyDocument): boolean {
  const pending: unknown[] = [rest];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "bigint") return false;
    if (typeof next !== "object" || next === null) continue;
    const prototype: unknown = Object.getPrototypeOf(next);
    if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false;
    pending.push(...Object.values(next).filter((value) => value !== undefined));
  }
  return true;
}
