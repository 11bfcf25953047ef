const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The value of a member of the outermost object as it was written, in a text that is known to be JSON; null where it is not there in so many letters.
 *
 * What goes on unchanged goes on as these bytes, so that nothing is written anew.
 */
export function memberText(text: string, name: string): string | null {
  const key = `"${name}"`;
  let at = text.indexOf("{") + 1;
  for (;;) {
    const start = text.indexOf('"', at);
    if (start === -1) return null;
    const end = stringEnd(text, start);
    const value = skipSpace(text, text.indexOf(":", end) + 1);
    const valueEnd = skipValue(text, value);
    if (text.slice(start, end) === key) return text.slice(value, valueEnd).trimEnd();
    at = valueEnd;
  }
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return at;
      depth--;
    } else if (code === 0x2c && depth === 0) return at;
  }
  return at;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}
