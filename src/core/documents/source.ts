import { createLineIndex, type LineIndex } from "#core/diagnostics";
import type { SourceText } from "./origin/origin.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "./read/limits.ts";
import type { DocumentNode } from "./read/node.ts";
import { readYaml, type ReadResult } from "./read/read-yaml.ts";
import { readSimpleYaml } from "./read/simple/read-simple-yaml.ts";

/**
 * The text of a file in which places are looked up. Everything is made when a place is first asked for, the text itself included: in a file
 * without mistakes that is never, and trees kept of thousands of files would cost more than reading a few again.
 */
export function createSource(
  file: string,
  readText: () => string,
  limits: DocumentLimits = DOCUMENT_LIMITS,
): SourceText {
  let text: string | undefined;
  let index: LineIndex | undefined;
  let roots: readonly DocumentNode[] | undefined;
  const textNow = (): string => (text ??= readText());
  const lines = (): LineIndex => (index ??= createLineIndex(file, textNow()));
  const lineIndex: LineIndex = {
    position: (offset) => lines().position(offset),
    span: (start, end) => lines().span(start, end),
  };
  return {
    file,
    get text(): string {
      return textNow();
    },
    lines: lineIndex,
    roots: () => (roots ??= readRoots(textNow(), lineIndex, limits).roots),
  };
}

/** The trees of all documents of a text: by the quick reader where the text is as simple as it needs, else by the complete one. */
export function readRoots(text: string, lines: LineIndex, limits: DocumentLimits): ReadResult {
  const roots = readSimpleYaml(text, limits);
  return roots === null ? readYaml(text, lines, limits) : { roots, problems: [] };
}
