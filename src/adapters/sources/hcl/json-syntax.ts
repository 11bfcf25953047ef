import type { Expression, HclProblem } from "./ast.ts";
import { Cursor, HclMistake } from "./cursor.ts";
import { parseExpression } from "./expression.ts";

/** A text that is one expression. */
export interface HclValueText {
  readonly value: Expression | null;
  readonly problems: readonly HclProblem[];
}

/**
 * Reads a text in the JSON syntax of HCL. What JSON can say is an expression of the native syntax with the same meaning, its texts being
 * templates, so it is read as one.
 */
export function parseJsonSyntax(text: string): HclValueText {
  const cursor = new Cursor(text);
  try {
    const value = cursor.nested(true, () => {
      cursor.space();
      const root = parseExpression(cursor);
      cursor.space();
      if (!cursor.done) cursor.fail("nothing is expected behind the value");
      return root;
    });
    return { value, problems: [] };
  } catch (error) {
    if (error instanceof HclMistake) return { value: null, problems: [error.problem] };
    throw error;
  }
}
