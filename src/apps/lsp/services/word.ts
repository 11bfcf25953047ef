import type { Request } from "./request.ts";

/** The end of the word at an offset: of a name, or of a whole value where names have dots, dashes and slashes in them. */
function wordEnd(text: string, offset: number, whole: boolean): number {
  const rest = text.slice(offset, offset + LONGEST_WORD);
  return offset + ((whole ? WHOLE : NAME).exec(rest)?.[0].length ?? 0);
}

/** The same request at the end of the word that it points into. */
export function atWordEnd(request: Request, whole: boolean): Request {
  return { ...request, offset: wordEnd(request.text, request.offset, whole) };
}

const LONGEST_WORD = 256;
const NAME = /^\w*/;
const WHOLE = /^[^\s,[\]{}"'#]*/;
