/**
 * The text with comments and commas before a closing bracket turned into spaces, so that JSON with comments can be read as JSON and every place
 * stays where it is. What is not JSON with comments either comes out as something that is not JSON.
 */
export function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of blanksIn(text)) {
    kept.push(text.slice(from, start), text.slice(start, end).replaceAll(/[^\r\n]/g, " "));
    from = end;
  }
  return from === 0 ? text : kept.join("") + text.slice(from);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const TOKEN = /"|\/\/|\/\*|[,\]}]|[^\s"/,\]}]+/g;

/** The comments and needless commas, in the order in which they stand. */
function blanksIn(text: string): readonly Stretch[] {
  const blanks: Stretch[] = [];
  const token = new RegExp(TOKEN);
  let comma: Stretch | undefined;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [mark] = found;
    const start = found.index;
    if (mark === "//" || mark === "/*") {
      token.lastIndex = mark === "//" ? endOfLine(text, start) : endOfComment(text, start);
      blanks.push({ start, end: token.lastIndex });
      continue;
    }
    if (mark === '"') token.lastIndex = endOfText(text, start);
    if ((mark === "]" || mark === "}") && comma) blanks.push(comma);
    comma = mark === "," ? { start, end: start + 1 } : undefined;
  }
  return blanks.toSorted((one, other) => one.start - other.start);
}

function endOfLine(text: string, from: number): number {
  const newline = /[\r\n]/g;
  newline.lastIndex = from;
  return newline.exec(text)?.index ?? text.length;
}

/** An open comment is left as it is but for its beginning, so that the reader says where it stands. */
function endOfComment(text: string, start: number): number {
  const end = text.indexOf("*/", start + 2);
  return end < 0 ? start + 1 : end + 2;
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === '"') return at + 1;
  }
  return text.length;
}
