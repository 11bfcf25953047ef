import { commentEnd, type Cursor } from "./cursor.ts";
import { takeHeredoc } from "./heredoc.ts";

/** What a line begins with, without indentation, only where a block of the file itself begins. */
const TOP_LEVEL =
  /(?:resource|data|module|variable|output|locals|provider|terraform|moved|removed|import|check|ephemeral|action)(?=[ \t]+"|[ \t]*\{)/y;

/** Tells whether a block of the file itself begins here, which nothing that is closed properly has inside. */
export function beginsTopLevel({ text, at }: Cursor): boolean {
  if (at > 0 && text[at - 1] !== "\n") return false;
  TOP_LEVEL.lastIndex = at;
  return TOP_LEVEL.test(text);
}

/**
 * Goes past an expression that could not be read: up to the line break, or the brace of what it stands in, outside all brackets of its own. One
 * that is never closed ends before the next block of the file.
 */
export function skipExpression(cursor: Cursor): void {
  for (let depth = 0; !cursor.done;) {
    const { next } = cursor;
    if (depth === 0 && (next === "\n" || next === "}")) return;
    if (beginsTopLevel(cursor)) return;
    if (next === "(" || next === "[" || next === "{") depth++;
    if (next === ")" || next === "]" || next === "}") depth = Math.max(0, depth - 1);
    skipToken(cursor);
  }
}

/** Past a comment, a text in quotes, a heredoc, or else one character. */
function skipToken(cursor: Cursor): void {
  const comment = commentEnd(cursor.text, cursor.at);
  if (comment !== null) cursor.at = comment;
  else if (cursor.next === '"') skipQuoted(cursor);
  else if (cursor.next !== "<" || !skipHeredoc(cursor)) cursor.at++;
}

/** A text in quotes ends with its line at the latest. */
function skipQuoted(cursor: Cursor): void {
  cursor.at++;
  while (!cursor.done && cursor.next !== "\n") {
    if (cursor.next === '"') {
      cursor.at++;
      return;
    }
    cursor.at += cursor.next === "\\" ? 2 : 1;
  }
}

/** One that is never closed may be meant to end anywhere before the next block of the file. */
function skipHeredoc(cursor: Cursor): boolean {
  try {
    return takeHeredoc(cursor) !== null;
  } catch {
    while (!cursor.done && !beginsTopLevel(cursor)) skipLine(cursor);
    return true;
  }
}

function skipLine(cursor: Cursor): void {
  const end = cursor.text.indexOf("\n", cursor.at);
  cursor.at = end < 0 ? cursor.end : end + 1;
}
