import { isMap, isScalar, parseAllDocuments, type Document } from "yaml";
import { createLineIndex, startOfFile, type Diagnostic } from "#core/diagnostics";
import { DOCUMENT_LIMITS } from "../read/limits.ts";
import { toDiagnostic } from "../read/problem.ts";
import { documentForms } from "../schemas/document-forms.ts";
import type { JsonSchema } from "../shape/index.ts";
import type { DocumentKind } from "../types/index.ts";
import { parseDocuments } from "../parse-documents.ts";
import { readRoots } from "../source.ts";
import { arrange } from "./arrange.ts";
import { keepLines } from "./keep-lines.ts";
import { FORMAT_WIDTH } from "./width.ts";
import { haveSameMeaning } from "./same-meaning.ts";

export type FormatResult =
  | { readonly kind: "formatted"; readonly text: string }
  /** Not all that stands in the file are documents of ours. */
  | { readonly kind: "foreign" }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/**
 * Formats a file of documents in YAML: keys in the order of the documentation, two spaces for each level, expressions laid out, comments kept.
 *
 * Total, and safe whatever stands in the file: what comes out has been read again and says the same, with the same comments, or the answer is a
 * refusal. Formatting what was formatted changes nothing.
 */
export function formatDocuments(file: string, text: string): FormatResult {
  const problems = problemsOf(file, text);
  if (problems.length > 0) return { kind: "refused", diagnostics: problems };
  const documents = parse(text);
  const kinds = documents.map(kindOf);
  if (kinds.length === 0 || kinds.includes(null)) return { kind: "foreign" };
  for (const [at, document] of documents.entries()) {
    const kind = kinds[at];
    if (kind !== undefined && kind !== null) arrange(document, schemaOf(kind));
  }
  return proven(file, text, written(documents));
}

function proven(file: string, before: string, after: string): FormatResult {
  if (problemsOf(file, after).length === 0 && haveSameMeaning(parse(before), parse(after)))
    return { kind: "formatted", text: after };
  const diagnostic: Diagnostic = {
    code: "document-format",
    severity: "error",
    message: "This file is written in a way that formatting would not keep, so it is left as it is",
    hint: "Move comments to lines of their own above what they speak of",
    span: startOfFile(file),
  };
  return { kind: "refused", diagnostics: [diagnostic] };
}

/** What keeps a text from being read at all, limits included. */
function problemsOf(file: string, text: string): readonly Diagnostic[] {
  if (text.length > DOCUMENT_LIMITS.maxLength) return parseDocuments(file, text).diagnostics;
  const lines = createLineIndex(file, text);
  return readRoots(text, lines, DOCUMENT_LIMITS).problems.map((problem) => toDiagnostic(problem, lines));
}

function parse(text: string): readonly Document[] {
  const documents = parseAllDocuments(text, { customTags: keepLines });
  return Array.isArray(documents) ? documents : [];
}

function kindOf({ contents }: Document): DocumentKind | null {
  if (!isMap(contents) || textAt(contents.get("apiVersion", true)) !== "writ/v1") return null;
  const kind = textAt(contents.get("kind", true));
  return isDocumentKind(kind) ? kind : null;
}

function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(documentForms, kind);
}

function textAt(node: unknown): string {
  return isScalar(node) && typeof node.value === "string" ? node.value : "";
}

const schemas = new Map<DocumentKind, JsonSchema>();

function schemaOf(kind: DocumentKind): JsonSchema {
  const known = schemas.get(kind) ?? documentForms[kind].schema();
  schemas.set(kind, known);
  return known;
}

function written(documents: readonly Document[]): string {
  const texts = documents.map((document, at) => {
    const text = document.toString({ lineWidth: FORMAT_WIDTH, minContentWidth: 0 });
    return at > 0 && !text.startsWith("---") && document.directives?.docStart !== true ? `---\n${text}` : text;
  });
  return texts.map((text) => (text.endsWith("\n") ? text : `${text}\n`)).join("");
}
