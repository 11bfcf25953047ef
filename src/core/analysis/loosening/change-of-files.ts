import { readForeignFile } from "#core/admission";
import type { BundleFile } from "#core/bundle";
import { hasErrors } from "#core/diagnostics";
import { parseDocuments } from "#core/documents";
import type { Steps } from "#core/model";
import type { DocumentChange } from "./change.ts";
import { compareDocuments, type DigestedDocument } from "./compare-documents.ts";

export const CHANGE_KINDS = ["first", "tightens", "loosens", "both", "neither", "unknown"] as const;
/**
 * What a bundle does to the answers of the one before it. `first` has none before it; `both` tightens here and loosens there; where nothing can be told it
 * is `unknown`, which counts as loosening.
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What becomes of answers, and every difference that has a part in it. */
export interface BundleChange {
  readonly kind: ChangeKind;
  /** Empty where nothing can be told. */
  readonly changes: readonly DocumentChange[];
}

const HARMLESS: ReadonlySet<string> = new Set<ChangeKind>(["first", "tightens", "neither"]);

/** Whether a change may let something through that was not, so that it is for two to make. A word that is not known here may. */
export function mayLoosen(kind: string): boolean {
  return !HARMLESS.has(kind);
}

/**
 * Compares the documents of two bundles by `compareDocuments`, a file a step. A text that is in both is not read at all: most edits leave most files as they
 * are. Total: documents that cannot be read make the change `unknown`.
 */
export function* compareFiles(before: readonly BundleFile[], after: readonly BundleFile[]): Steps<BundleChange> {
  const [old, now] = [textsOf(before), textsOf(after)];
  const was = yield* parse(before.filter(({ text }) => !now.has(text)));
  const is = yield* parse(after.filter(({ text }) => !old.has(text)));
  if (was === null || is === null) return { kind: "unknown", changes: [] };
  const changes = [...compareForeign(was.foreign, is.foreign), ...compareDocuments(was.own, is.own)];
  return { kind: kindOf(changes), changes };
}

/** What policies of others do to answers is not told by their structure: some change what is judged, some exempt from what others deny. */
function compareForeign(before: readonly string[], after: readonly string[]): readonly DocumentChange[] {
  const names = [...new Set([...before, ...after])].toSorted();
  return names.map((name) => {
    const come = before.includes(name) ? "changed" : "came";
    const what = `documents of others ${after.includes(name) ? come : "went"}`;
    return { kind: "File", name, direction: "loosens", what };
  });
}

function textsOf(files: readonly BundleFile[]): ReadonlySet<string> {
  return new Set(files.map(({ text }) => text));
}

interface ParsedFiles {
  readonly own: readonly DigestedDocument[];
  /** Files with documents of others. */
  readonly foreign: readonly string[];
}

/** Null when something in them has an error. */
function* parse(files: readonly BundleFile[]): Steps<ParsedFiles | null> {
  const own: DigestedDocument[] = [];
  const foreign: string[] = [];
  for (const { file, text } of files) {
    const { documents, digests, diagnostics } = parseDocuments(file, text);
    const isForeign = hasErrors(diagnostics) && readForeignFile(file, text) !== null;
    if (hasErrors(diagnostics) && !isForeign) return null;
    if (isForeign) foreign.push(file);
    else for (const [at, document] of documents.entries()) own.push({ document, digest: digests[at] ?? "" });
    yield;
  }
  return { own, foreign };
}

function kindOf(changes: readonly DocumentChange[]): ChangeKind {
  const loosens = changes.some(({ direction }) => direction === "loosens");
  const tightens = changes.some(({ direction }) => direction === "tightens");
  if (loosens) return tightens ? "both" : "loosens";
  return tightens ? "tightens" : "neither";
}
