/** More words and operators than this, not counting those behind a comma, make a text too deep for the parser. */
const MAX_LINKS = 600;

const TOKEN = /[\w@$#]+|[^\s\w@$#]/gu;

/**
 * Whether the parser can take a text: it follows chains of operators and words with its own stack, which is not deep, and is of no use afterwards when that ends.
 * Lists are no chains. What stands in quotes and comments counts too, because where they end is for the parser to say.
 */
export function isShallow(text: string): boolean {
  let links = 0;
  let isFirst = true;
  for (const [token] of text.matchAll(TOKEN)) {
    if (!isFirst && !/^['"`),.;0-9]/u.test(token)) links += 1;
    if (links > MAX_LINKS) return false;
    isFirst = token === "," || token === ";";
  }
  return true;
}
