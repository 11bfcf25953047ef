const STAR = "*";
const ANY_ONE = "?";

/**
 * Whether a pattern with `*` (any characters) and `?` (any one) matches the whole text, ignoring case, as AWS matches actions.
 *
 * Takes at most the product of both lengths in steps, without recursion.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (pattern === STAR) return true;
  if (beginsOtherwise(pattern, text)) return false;
  const [wanted, actual] = [pattern.toLowerCase(), text.toLowerCase()];
  return hasWildcard(wanted) ? matchesFrom(wanted, actual) : wanted === actual;
}

/** Tells most patterns of other services apart without writing both in lower case: letters of ASCII differ from their capitals by one bit. */
function beginsOtherwise(pattern: string, text: string): boolean {
  const [wanted, actual] = [pattern.charCodeAt(0), text.charCodeAt(0)];
  const areLetters = isLetter(wanted) && isLetter(actual);
  return areLetters && (wanted | CAPITAL_BIT) !== (actual | CAPITAL_BIT);
}

const CAPITAL_BIT = 0x20;

function isLetter(code: number): boolean {
  const lower = code | CAPITAL_BIT;
  return code < 0x80 && lower >= 0x61 && lower <= 0x7a;
}

function matchesFrom(wanted: string, actual: string): boolean {
  let [at, position] = [0, 0];
  let [star, retry] = [-1, 0];
  while (position < actual.length) {
    const char = wanted[at];
    if (char === STAR) {
      [star, retry] = [at++, position];
    } else if (char === ANY_ONE || char === actual[position]) {
      at++;
      position++;
    } else if (star !== -1) {
      at = star + 1;
      position = ++retry;
    } else {
      return false;
    }
  }
  while (wanted[at] === STAR) at++;
  return at === wanted.length;
}

/** Whether a text has a wildcard in it. */
export function hasWildcard(text: string): boolean {
  return text.includes(STAR) || text.includes(ANY_ONE);
}
