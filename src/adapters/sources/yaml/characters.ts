import type { DocumentProblem } from "./problem.ts";

// Control characters, a lone CR, and the line breaks that YAML 1.1 knows and YAML 1.2 does not.
const TREACHEROUS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\r(?!\n)/;

/**
 * Finds the first character of a document that readers of YAML disagree about; places are moved by `offset`.
 *
 * INVARIANT (one reading): a line that is a comment here is a comment to Kubernetes. Its reader ends lines at NEL, LS and PS as well, so
 * with such a character a comment could hide a field.
 */
export function findTreacherousCharacter(text: string, offset: number): DocumentProblem | undefined {
  const found = TREACHEROUS.exec(text);
  if (!found) return undefined;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    code: "treacherous-character",
    message: `it contains the character U+${code}, which not every reader of YAML takes for the same`,
    hint: 'Write it as an escape within double quotes, as in "\\u2028"',
    start: offset + found.index,
    end: offset + found.index + 1,
  };
}
