import { EXPRESSION_MEDIA_TYPE, jsonSchemas, rootSchemas, schemasWithin, type JsonSchema } from "#core/documents";

const schemas = new Map<string, JsonSchema>(Object.entries(jsonSchemas()));

/** The kinds of documents. */
export const DOCUMENT_KINDS: readonly string[] = [...schemas.keys()];

/** What is said of the value at a path of a document of this kind; of one without a kind what all kinds have in common. */
export function schemasAt(kind: string, path: readonly (string | number)[]): readonly JsonSchema[] {
  const root = schemas.get(kind) ?? schemas.get("Policy");
  if (root === undefined || (!schemas.has(kind) && path[0] === "spec")) return [];
  let at = rootSchemas(root);
  for (const step of path) at = schemasWithin(root, at, step);
  return at;
}

/** Whether the value is an expression. */
export function isExpression(found: readonly JsonSchema[]): boolean {
  return found.some(({ contentMediaType }) => contentMediaType === EXPRESSION_MEDIA_TYPE);
}

/** The words that the value may be. */
export function wordsOf(found: readonly JsonSchema[]): readonly string[] {
  return [
    ...new Set(
      found.flatMap(({ enum: words, const: one }) => (Array.isArray(words) ? words : one === undefined ? [] : [one])),
    ),
  ].filter((word): word is string => typeof word === "string");
}

/** What is said of a value, in one sentence. */
export function descriptionOf(found: readonly JsonSchema[]): string {
  return found.flatMap(({ description }) => (typeof description === "string" ? [description] : []))[0] ?? "";
}
