import type { Value } from "#core/language";

/** An object under construction. */
export type Fields = Record<string, Value>;
