import type { DocumentKind } from "#core/documents";

/**
 * What a change of a document can do to answers: `tightens` never lets through what was held or denied before, `neutral` changes no answer, and
 * `loosens` may let something through. Where that cannot be told by structure alone, it is `loosens`.
 */
export type Direction = "tightens" | "neutral" | "loosens";

/** One difference between two sets of documents, in words that go after the document's name. Documents of others are told by their file. */
export interface DocumentChange {
  readonly kind: DocumentKind | "File";
  readonly name: string;
  readonly direction: Direction;
  readonly what: string;
}

/** A difference within a document. */
export type Difference = Pick<DocumentChange, "direction" | "what">;

export function difference(direction: Direction, what: string): Difference {
  return { direction, what };
}
