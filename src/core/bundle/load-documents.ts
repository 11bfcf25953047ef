import { loadAdmission, readForeignFile, type AdmissionDocuments, type LoadedAdmission } from "#core/admission";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { ParsedDocuments } from "#core/documents";
import type { KubernetesVersion } from "#core/language";
import { finish, type Steps } from "#core/model";
import type { Bundle, BundleFile, BundleResult } from "./bundle.ts";
import { loadBundleInSteps } from "./load-bundle.ts";

/** What files of documents hold, whoever wrote them, and all that is wrong with them. */
export interface LoadedDocuments {
  readonly bundle: Bundle | null;
  /** The policies that others wrote for Kubernetes' admission. */
  readonly admission: LoadedAdmission;
  /** Those of Writ's own documents, then those of others. */
  readonly diagnostics: readonly Diagnostic[];
  /** The files with documents of Writ's own. */
  readonly own: readonly BundleFile[];
}

/**
 * Loads Writ's own documents as one bundle, and beside it the documents of others; a file belongs to others when all of its documents do.
 * `kubernetes` is the version of the cluster for which those are compiled; the newest that is known unless it is given.
 */
export function loadDocuments(
  files: readonly BundleFile[],
  shipped: readonly ParsedDocuments[] = [],
  kubernetes?: KubernetesVersion,
): LoadedDocuments {
  return finish(loadDocumentsInSteps(files, shipped, kubernetes));
}

function* loadDocumentsInSteps(
  files: readonly BundleFile[],
  shipped: readonly ParsedDocuments[],
  kubernetes?: KubernetesVersion,
): Steps<LoadedDocuments> {
  const own: BundleFile[] = [];
  const foreign: AdmissionDocuments[] = [];
  for (const file of files) {
    const read = readForeignFile(file.file, file.text);
    if (read === null) own.push(file);
    else foreign.push(read);
    yield;
  }
  const admission = loadAdmission(foreign, kubernetes);
  const { bundle, diagnostics } = yield* loadBundleInSteps(own, shipped, admission);
  return { bundle, admission, diagnostics: [...diagnostics, ...admission.diagnostics], own };
}

/** As `loadDocuments`, for what decides whole or not at all: an error in a document of others leaves no bundle either. */
export function loadWholeBundle(files: readonly BundleFile[], shipped: readonly ParsedDocuments[] = []): BundleResult {
  return finish(loadWholeBundleInSteps(files, shipped));
}

/** As `loadWholeBundle`, with a file, a mapping or a policy a step. */
export function* loadWholeBundleInSteps(
  files: readonly BundleFile[],
  shipped: readonly ParsedDocuments[] = [],
): Steps<BundleResult> {
  const { bundle, diagnostics } = yield* loadDocumentsInSteps(files, shipped);
  return { bundle: hasErrors(diagnostics) ? null : bundle, diagnostics };
}
