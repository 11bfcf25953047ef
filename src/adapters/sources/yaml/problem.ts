/**
 * Something wrong in one document, placed by offsets from the start of the whole text. `message` says what is wrong, never quotes a value
 * (values may be secret), and finishes the sentence "Cannot read document 2 of 3 in `file`: ...".
 */
export interface DocumentProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** Limits of one document; beyond them it is refused instead of using more memory or stack. */
export interface DocumentLimits {
  /** Levels of nesting. */
  readonly maxDepth: number;
  /** Values that aliases may stand for, all together. */
  readonly maxAliasedValues: number;
}

export const DEFAULT_LIMITS: DocumentLimits = { maxDepth: 256, maxAliasedValues: 100_000 };
