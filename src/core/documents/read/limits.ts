/** Limits of one file of documents; beyond them reading answers a problem instead of using more memory or stack. */
export interface DocumentLimits {
  /** Of the file, in UTF-16 code units. */
  readonly maxLength: number;
  /** Of maps and lists inside one another. */
  readonly maxDepth: number;
  /** Of one document, with every alias counted as what it stands for. */
  readonly maxNodes: number;
}

export const DOCUMENT_LIMITS: DocumentLimits = { maxLength: 8 * 1024 * 1024, maxDepth: 64, maxNodes: 100_000 };
