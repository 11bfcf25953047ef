import { sortDiagnostics, suggest, type Diagnostic } from "#core/diagnostics";
import { documentDigest } from "./document-digest.ts";
import { createOrigin } from "./origin/origin.ts";
import { createSource, readRoots } from "./source.ts";
import { tooLong } from "./too-long.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "./read/limits.ts";
import type { DocumentNode, MapNode } from "./read/node.ts";
import { toDiagnostic } from "./read/problem.ts";
import { quoted, report, reportWrongType, type Reading } from "./shape/index.ts";
import { documentForms } from "./schemas/document-forms.ts";
import type { AnyDocument, DocumentKind, Origin } from "./types/index.ts";

export interface ParsedDocuments {
  /** Those in which everything that is needed could be read, in the order of the text; a stray key is reported, but keeps none away. */
  readonly documents: readonly AnyDocument[];
  /** For every document, the SHA-256 in lower-case hex of the canonical JSON of all that its author wrote, defaults not filled in. */
  readonly digests: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the documents of one file of YAML 1.2 or JSON and checks each against the shape of its kind.
 *
 * Total: whatever the text is, the answer is documents and diagnostics, each with the exact place. A document that lacks
 * something or has a wrong value is left out; the others are still answered. Expressions are not parsed here.
 */
export function parseDocuments(file: string, text: string, limits: DocumentLimits = DOCUMENT_LIMITS): ParsedDocuments {
  const source = createSource(file, () => text, limits);
  if (text.length > limits.maxLength) return refuse(tooLong(source, limits));
  const { roots, problems } = readRoots(text, source.lines, limits);
  const reading: Reading = {
    lines: source.lines,
    diagnostics: problems.map((problem) => toDiagnostic(problem, source.lines)),
  };
  const read = roots.flatMap((root, position) => readRoot(root, createOrigin(source, position), reading));
  return {
    documents: read.map(({ document }) => document),
    digests: read.map(({ digest }) => digest),
    diagnostics: sortDiagnostics(reading.diagnostics),
  };
}

interface ReadDocument {
  readonly document: AnyDocument;
  readonly digest: string;
}

function readRoot(root: DocumentNode, origin: Origin, reading: Reading): readonly ReadDocument[] {
  if (root.kind !== "map") {
    const message = `The document is ${root.kind === "list" ? "a list" : "a single value"}, but a map with \`apiVersion\` and \`kind\` is expected`;
    const hint =
      root.kind === "list"
        ? "Write each as a document of its own, with `---` between them"
        : "Begin with `apiVersion: writ/v1`";
    report(reading, root, { code: "document-wrong-type", message, hint });
    return [];
  }
  const kind = kindOf(root, reading);
  if (kind === null) return [];
  const document = documentForms[kind].read(root, reading, origin);
  return document === undefined ? [] : [{ document, digest: documentDigest(root) }];
}

function kindOf(root: MapNode, reading: Reading): DocumentKind | null {
  const entry = root.entries.get("kind");
  if (entry === undefined) {
    const slip = Array.from(root.entries).find(([key]) => suggest(key, ["kind"]) !== undefined);
    const hint = slip === undefined ? `Add \`kind\`: one of ${kindList()}` : `Did you mean \`kind\` by \`${slip[0]}\`?`;
    report(reading, slip === undefined ? firstKey(root) : { start: slip[1].keyStart, end: slip[1].keyEnd }, {
      code: "document-missing-key",
      message: "Key `kind` is missing in the document",
      hint,
    });
    return null;
  }
  const { value } = entry;
  if (value.kind !== "scalar" || typeof value.value !== "string") {
    reportWrongType(value, { parent: null, key: "kind" }, reading, "text with a kind of document");
    return null;
  }
  const name = value.value;
  if (isDocumentKind(name)) return name;
  const hint = isOfOthers(root) ? MIXED : kindHint(name);
  report(reading, value, {
    code: "document-unknown-kind",
    message: `There is no kind of document ${quoted(name)}`,
    hint,
  });
  return null;
}

const MIXED = "Put documents of other APIs in a file of their own";

function isOfOthers(root: MapNode): boolean {
  const version = root.entries.get("apiVersion")?.value;
  return version?.kind === "scalar" && typeof version.value === "string" && !version.value.startsWith("writ/");
}

function kindHint(name: string): string {
  const near = suggest(name, Object.keys(documentForms));
  return near === undefined ? `Kinds of documents are ${kindList()}` : `Did you mean \`${near}\`?`;
}

/** Tells the name of a kind of document of Writ's own. */
export function isDocumentKind(name: string): name is DocumentKind {
  return Object.hasOwn(documentForms, name);
}

function kindList(): string {
  return Object.keys(documentForms)
    .map((name) => `\`${name}\``)
    .join(", ");
}

function firstKey(root: MapNode): { readonly start: number; readonly end: number } {
  const first = root.entries.values().next().value;
  return first === undefined ? root : { start: first.keyStart, end: first.keyEnd };
}

function refuse(diagnostic: Diagnostic): ParsedDocuments {
  return { documents: [], digests: [], diagnostics: [diagnostic] };
}
