/** Whether `text` is matched by a pattern of a shell with `*`, `?` and `[...]`; linear but for the number of `*`, and a class is taken to match anything. */
export function globMatches(pattern: string, text: string): boolean {
  const steps = pattern.slice(0, 200).replaceAll(/\[[^\]]*\]/g, "?");
  let at = 0;
  let position = 0;
  let star = -1;
  let retry = 0;
  while (position < text.length) {
    const step = steps[at];
    if (step === "*") {
      star = at++;
      retry = position;
    } else if (step === "?" || step === text[position]) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++retry;
    } else return false;
  }
  while (steps[at] === "*") at++;
  return at === steps.length;
}

/** Whether a word that is not quoted is a pattern. */
export function isPattern(text: string): boolean {
  return /[*?[]/.test(text);
}
