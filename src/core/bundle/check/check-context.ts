import type { Diagnostic, DiagnosticSeverity } from "#core/diagnostics";
import { suggest } from "#core/diagnostics";
import type { AnyDocument, SettingsDocument } from "#core/documents";
import type { Kinds } from "#core/kinds";
import type { EnvironmentTable } from "../environment/environment-table.ts";

/** What documents are checked against, and where problems go. */
export interface CheckContext {
  readonly kinds: Kinds;
  /** Every native type that a loaded kind maps. */
  readonly nativeTypes: ReadonlySet<string>;
  readonly settings: SettingsDocument | null;
  readonly environments: EnvironmentTable;
  readonly diagnostics: Diagnostic[];
}

/** A problem in a document, at the value that `path` leads to. */
export interface DocumentProblem {
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  readonly message: string;
  readonly hint?: string;
  readonly path: readonly (string | number)[];
  /** Whether the key at the end of `path` is meant, as opposed to its value. */
  readonly atKey?: true;
}

/** Reports a problem at its place in the document. */
export function reportAt(
  document: AnyDocument,
  { path, atKey, ...told }: DocumentProblem,
  context: CheckContext,
): void {
  const span = atKey === true ? document.origin.key(path) : document.origin.at(path);
  context.diagnostics.push({ ...told, span });
}

/** "Did you mean …?" where that can be said, and else what to do. */
export function meantOr(word: string, candidates: Iterable<string>, hint: string): { readonly hint: string } {
  return { hint, ...didYouMean(word, candidates) };
}

/** "Did you mean …?" for a word that is close to one of the candidates. */
export function didYouMean(word: string, candidates: Iterable<string>): { readonly hint?: string } {
  const near = suggest(word, candidates);
  return near === undefined ? {} : { hint: `Did you mean \`${near}\`?` };
}
