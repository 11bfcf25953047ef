import type { LineIndex } from "#core/diagnostics";
import { Composer, Parser, type CST, type Document } from "yaml";
import { convertNode, type Conversion } from "./convert.ts";
import { inspectTokens } from "./inspect-tokens.ts";
import type { DocumentLimits } from "./limits.ts";
import type { DocumentNode } from "./node.ts";
import type { ReadProblem } from "./problem.ts";
import { syntaxProblem } from "./syntax-problem.ts";

export interface ReadResult {
  readonly roots: readonly DocumentNode[];
  readonly problems: readonly ReadProblem[];
}

/**
 * Reads YAML 1.2, and with it JSON, of any form with the `yaml` library. Documents without content are skipped; one that is not well formed is
 * left out and told as a problem, and the others are still read. Tags, directives, merge keys and keys that are not text are refused.
 *
 * Slow, therefore kept for what `readSimpleYaml()` declines.
 */
export function readYaml(text: string, lines: LineIndex, limits: DocumentLimits): ReadResult {
  const tokens = [...new Parser().parse(text)];
  const refused = inspectTokens(tokens, limits);
  if (refused.length > 0) return { roots: [], problems: refused };
  const problems: ReadProblem[] = [];
  const roots: DocumentNode[] = [];
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, merge: false, prettyErrors: false });
  for (const document of composer.compose(tokens, true, text.length)) {
    const root = readDocument(document, { limits, text, lines, problems }, tokens);
    if (root !== null) roots.push(root);
  }
  return { roots, problems };
}

function readDocument(
  document: Document.Parsed,
  conversion: Conversion,
  tokens: readonly CST.Token[],
): DocumentNode | null {
  if (document.errors.length > 0) {
    conversion.problems.push(
      ...document.errors.slice(0, 1).map((error) => syntaxProblem(error, conversion.text, tokens)),
    );
    return null;
  }
  const { contents } = document;
  return contents === null || isEmpty(document) ? null : convertNode(contents, conversion);
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents?.range[0] === contents?.range[1];
}
