import type { DocumentProblem } from "./problem.ts";

// Control characters, a lone CR, and the line breaks that YAML 1.1 knows and YAML 1.2 does not.
// oxlint-disable-next-line no-control-regex
const TREACHEROUS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\r(?!\n)/g;

/**
 * Finds the first character of `text` between `start` and `end` that readers of YAML disagree about.
 *
 * INVARIANT (one reading): a line that is a comment here is a comment to Kubernetes. Its reader ends lines at NEL, LS and PS as well, so
 * with such a character a comment could hide a field.
 */
export function findTreacherousCharacter(text: string, start: number, end: number): DocumentProblem | undefined {
  TREACHEROUS.lastIndex = start;
  const found = TREACHEROUS.exec(text);
  if (!found || found.index >= end) return undefined;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    code: "treacherous-character",
    message: `it contains the character U+${code}, which not every reader of YAML takes for the same`,
    hint: 'Write it as an escape within double quotes, as in "\\u2028"',
    start: found.index,
    end: found.index + 1,
  };
}
