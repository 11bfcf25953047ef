type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema of the 2020-12 dialect, as plain data. */
export type JsonSchema = { readonly [keyword: string]: Json };

/** What holds of what meets `test`, and what of the rest. */
export function conditional(test: JsonSchema, met: JsonSchema, otherwise: JsonSchema): JsonSchema {
  // oxlint-disable-next-line no-thenable -- the keyword of JSON Schema
  return { if: test, then: met, else: otherwise };
}

/** The `$defs` of a schema while it is being made. */
export type Definitions = Map<string, JsonSchema>;
