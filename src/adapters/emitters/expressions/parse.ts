import { parseExpression, type Expr } from "#core/language";
import { InvariantError } from "#core/diagnostics";
import type { SourceExpression } from "#core/documents";

/** The tree of an expression as it was written, its macros unexpanded. The documents of a bundle parse. */
export function parseAsWritten({ text }: SourceExpression): Expr {
  const result = parseExpression(text, { macros: [] });
  if (result.kind === "parsed") return result.parsed.expr;
  throw new InvariantError(
    "emit-unparsed",
    `An expression of a loaded bundle does not parse: ${result.problems[0]?.message}`,
  );
}
