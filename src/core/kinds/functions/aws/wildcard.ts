const STAR = "*";
const ANY_ONE = "?";

/**
 * Whether a pattern with `*` (any characters) and `?` (any one) matches the whole text, ignoring case, as AWS matches actions.
 *
 * Takes at most the product of both lengths in steps, without recursion.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (pattern === STAR) return true;
  const [wanted, actual] = [pattern.toLowerCase(), text.toLowerCase()];
  return hasWildcard(wanted) ? matchesFrom(wanted, actual) : wanted === actual;
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
