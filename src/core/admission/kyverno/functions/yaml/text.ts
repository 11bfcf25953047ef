/** Characters that mean the same to every reader: no tabs, no carriage returns, no byte order mark, no line breaks of Unicode. */
const PLAIN_CHARACTERS = /^[\n\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*$/;
const MARKER = /^(?:---|\.\.\.).*/gm;
const EXPLICIT_KEY = /(?:^|[\s[{,])\?(?=\s|$)/;
const MOST_CHARACTERS = 256 * 1024;

/** What a text has as a whole that readers of YAML 1.1 and 1.2 may take differently; null when there is nothing. */
export function ambiguityIn(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return `more than ${MOST_CHARACTERS} characters`;
  if (!PLAIN_CHARACTERS.test(text)) return "tabs or control characters";
  if (EXPLICIT_KEY.test(text)) return "a question mark that may begin a key";
  return hasOneDocument(text) ? null : "several documents";
}

/** Whether a marker, if there is one, stands alone on its line before everything but comments. */
function hasOneDocument(text: string): boolean {
  const [marker, another] = text.match(MARKER) ?? [];
  if (marker === undefined) return true;
  if (another !== undefined || !/^--- *$/.test(marker)) return false;
  const before = text.slice(0, text.search(/^---/m));
  return before.split("\n").every((line) => /^ *(?:#.*)?$/.test(line));
}
