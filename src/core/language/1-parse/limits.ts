/** Limits of one expression's text; beyond them parsing answers a problem instead of using more memory or stack. */
export interface ParseLimits {
  /** Length of the source in UTF-16 code units. */
  readonly maxLength: number;
  /** Nesting of the source and height of the tree. */
  readonly maxDepth: number;
  /** Nodes of the tree, those of expanded macros included. */
  readonly maxNodes: number;
}

/** What holds where a caller sets no limit of its own. Length and depth are those of cel-go. */
export const DEFAULT_LIMITS: ParseLimits = { maxLength: 100_000, maxDepth: 250, maxNodes: 50_000 };
