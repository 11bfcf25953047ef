import { sortDiagnostics, type Diagnostic } from "#core/diagnostics";
import { createOrigin } from "./origin/origin.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "./read/limits.ts";
import type { DocumentNode } from "./read/node.ts";
import { toDiagnostic } from "./read/problem.ts";
import { tooLong } from "./too-long.ts";
import type { Reading } from "./shape/index.ts";
import { createSource, readRoots } from "./source.ts";
import type { Origin } from "./types/index.ts";

/** One document of a file as a tree, to be read with shapes. */
export interface DocumentTree {
  readonly root: DocumentNode;
  readonly origin: Origin;
}

export interface DocumentTrees {
  readonly trees: readonly DocumentTree[];
  /** Where shapes report; what is wrong with the text itself is in `diagnostics` already. */
  readonly reading: Reading;
}

/** Reads the documents of a file whose forms others define, with the same bounds and places as documents of Writ's own. Total. */
export function readTrees(file: string, text: string, limits: DocumentLimits = DOCUMENT_LIMITS): DocumentTrees {
  const source = createSource(file, () => text, limits);
  const { lines } = source;
  if (text.length > limits.maxLength) return { trees: [], reading: { lines, diagnostics: [tooLong(source, limits)] } };
  const { roots, problems } = readRoots(text, lines, limits);
  const diagnostics: Diagnostic[] = [...sortDiagnostics(problems.map((problem) => toDiagnostic(problem, lines)))];
  const trees = roots.map((root, position) => ({ root, origin: createOrigin(source, position) }));
  return { trees, reading: { lines, diagnostics } };
}
