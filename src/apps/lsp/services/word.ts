import type { Request } from "./request.ts";

/** What is taken for a word: a name in an expression, a key, or a whole value. */
export type WordForm = "name" | "key" | "value";

/** The same request at the end of the word that it points into. */
export function atWordEnd(request: Request, form: WordForm): Request {
  const rest = request.text.slice(request.offset, request.offset + LONGEST_WORD);
  return { ...request, offset: request.offset + (FORMS[form].exec(rest)?.[0].length ?? 0) };
}

const LONGEST_WORD = 256;
const FORMS: Readonly<Record<WordForm, RegExp>> = {
  name: /^\w*/,
  key: /^[\w.-]*/,
  value: /^[^\s,[\]{}"'#]*/,
};
