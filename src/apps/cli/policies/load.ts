import { relative, resolve } from "node:path";
import type { LoadedAdmission } from "#core/admission";
import { loadBundle, loadDocuments, type Bundle, type BundleFile } from "#core/bundle";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { ParsedDocuments } from "#core/documents";
import type { KubernetesVersion } from "#core/language";
import { documentFiles, readDocument } from "../files/documents.ts";
import { shippedFiles, shippedName } from "./shipped.ts";

/** Which documents a run is judged by. */
export interface PolicyChoice {
  /** Files and folders of the user's own documents. */
  readonly paths: readonly string[];
  /** Whether the shipped policies take part; the shipped kinds always do, since policies speak of them. */
  readonly library: boolean;
  /** The version of the cluster for which policies of others are compiled; the newest that is known unless it is named. */
  readonly kubernetes?: KubernetesVersion;
}

/**
 * What could be loaded, and everything that is wrong.
 *
 * With an error among the diagnostics the bundle holds only the documents of files without one: good enough to say what else is wrong, never to
 * say that all is well. It is null when not even those go together.
 */
export interface LoadedPolicies {
  readonly bundle: Bundle | null;
  /** The policies that others wrote for Kubernetes' admission. */
  readonly admission: LoadedAdmission;
  readonly diagnostics: readonly Diagnostic[];
  /** All documents as texts, the shipped ones among them. */
  readonly files: readonly BundleFile[];
}

/** Reads and checks the shipped library and the user's documents as one bundle. Files of the library that the user names are read as the user's. */
export function loadPolicies(choice: PolicyChoice): LoadedPolicies {
  const own = choice.paths.map((path) => documentFiles(path));
  const names = new Map(own.flatMap(({ files }) => files.map(({ file }) => [resolve(file), file])));
  const failed: Diagnostic[] = own.flatMap(({ diagnostics }) => diagnostics);
  const files: BundleFile[] = [];
  for (const file of names.values()) {
    const text = readDocument(file);
    if (typeof text === "string") files.push({ file: relative(process.cwd(), file), text });
    else failed.push(text);
  }
  const loaded = loadBeside(files, { ...choice, without: new Set(names.keys()) });
  return { ...loaded, diagnostics: [...failed, ...loaded.diagnostics] };
}

/** How documents are loaded that were read already. */
export interface BesideChoice extends Omit<PolicyChoice, "paths"> {
  /** Files of the library that are left out, by their paths. */
  readonly without: ReadonlySet<string>;
}

/** Checks documents and the shipped library as one bundle. */
export function loadBeside(
  files: readonly BundleFile[],
  { library, kubernetes, without }: BesideChoice,
): LoadedPolicies {
  const beside = shippedFiles().filter(({ path, folder }) => !without.has(path) && (library || folder !== "policies"));
  const shipped = beside.map(({ parsed }) => parsed);
  const loaded = loadDocuments(files, shipped, kubernetes);
  return {
    bundle: loaded.bundle ?? loadFaultless(loaded.own, { shipped, admission: loaded.admission }, loaded.diagnostics),
    admission: loaded.admission,
    diagnostics: loaded.diagnostics,
    files: [...files, ...beside.map(({ path, text }) => ({ file: shippedName(path), text }))],
  };
}

/** The bundle of the files that have no error. */
function loadFaultless(
  files: readonly BundleFile[],
  beside: { readonly shipped: readonly ParsedDocuments[]; readonly admission: LoadedAdmission },
  diagnostics: readonly Diagnostic[],
): Bundle | null {
  const faulty = new Set(diagnostics.flatMap((one) => (hasErrors([one]) ? (one.span?.file ?? []) : [])));
  const faultless = files.filter(({ file }) => !faulty.has(file));
  if (faultless.length === files.length) return null;
  const { bundle, diagnostics: further } = loadBundle(faultless, beside.shipped, beside.admission);
  return bundle ?? loadFaultless(faultless, beside, further);
}
