/** How much of a JSON text is read: beyond these limits reading answers a problem instead of using more memory or stack. */
export interface JsonLimits {
  /** In UTF-16 code units. */
  readonly maxLength: number;
  /** Objects and arrays inside one another. */
  readonly maxDepth: number;
}

/** Enough for a plan of a million resources in one text, and for every nesting that formats of configuration know. */
export const JSON_LIMITS: JsonLimits = { maxLength: 512 * 1024 * 1024, maxDepth: 256 };
