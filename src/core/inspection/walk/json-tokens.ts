/** One string or number of a text of JSON. */
export interface JsonToken {
  readonly start: number;
  readonly end: number;
  /** A string as it is read, a number as it is written. */
  readonly content: string;
  /** The key that a value stands under; null in lists, and for keys. */
  readonly name: string | null;
}

const TOKEN = /"(?<string>[^"\\]*(?:\\.[^"\\]*)*)"(?<key>\s*:)?|(?<number>-?\d[\d.eE+-]*)|[{}[\],]/g;

/** The strings and numbers of a text of JSON in their order; null for any text that is no object or list of JSON. */
export function jsonTokens(text: string): readonly JsonToken[] | null {
  return isJson(text) ? [...tokensOf(text)] : null;
}

function isJson(text: string): boolean {
  if (!/^\s{0,64}[[{]/.test(text) || !/[\]}]\s{0,64}$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function* tokensOf(text: string): Generator<JsonToken> {
  let name: string | null = null;
  for (const { index: start, 0: whole, groups } of text.matchAll(TOKEN)) {
    const { string, key, number } = groups ?? {};
    if (string !== undefined) {
      const content = contentOf(string);
      const end = start + string.length + 2;
      yield { start, end, content, name: key === undefined ? name : null };
      name = key === undefined ? null : content;
    } else if (number !== undefined) {
      yield { start, end: start + whole.length, content: number, name: null };
      name = null;
    } else name = null;
  }
}

function contentOf(string: string): string {
  const content: unknown = JSON.parse(`"${string}"`);
  return String(content);
}
