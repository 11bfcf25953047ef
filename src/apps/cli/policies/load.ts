import { join, relative, resolve } from "node:path";
import { decodeText } from "#adapters/sources";
import { loadBundle, type Bundle, type BundleFile } from "#core/bundle";
import { hasErrors, type Diagnostic } from "#core/diagnostics";
import { expandPaths, type Expansion } from "../files/expand.ts";
import { fileDiagnostic } from "../files/file-diagnostic.ts";
import { readInput } from "../files/read.ts";
import { PACKAGE_ROOT } from "../package-root.ts";

/** Which documents a run is judged by. */
export interface PolicyChoice {
  /** Files and folders of the user's own documents. */
  readonly paths: readonly string[];
  /** Whether the shipped policies take part; the shipped kinds always do, since policies speak of them. */
  readonly library: boolean;
}

/**
 * What could be loaded, and everything that is wrong.
 *
 * With an error among the diagnostics the bundle holds only the documents of files without one: good enough to say what else is wrong, never to
 * say that all is well. It is null when not even those go together.
 */
export interface LoadedPolicies {
  readonly bundle: Bundle | null;
  readonly diagnostics: readonly Diagnostic[];
}

const LIBRARY = join(PACKAGE_ROOT, "library");
const EXTENSIONS = [".yaml", ".yml", ".json"];

/** Reads and checks the shipped library and the user's documents as one bundle. */
export function loadPolicies(choice: PolicyChoice): LoadedPolicies {
  const folders = ["kinds", "mappings", "frameworks", ...(choice.library ? ["policies"] : [])];
  const shipped = folders.map((folder) => documentFiles(join(LIBRARY, folder)));
  const own = choice.paths.map(documentFiles);
  const names = new Map([...shipped, ...own].flatMap(({ files }) => files.map(({ file }) => [resolve(file), file])));
  const failed: Diagnostic[] = [...shipped, ...own].flatMap(({ diagnostics }) => diagnostics);
  const files: BundleFile[] = [];
  for (const file of names.values()) {
    const text = readDocument(file);
    if (typeof text === "string") files.push({ file: relative(process.cwd(), file), text });
    else failed.push(text);
  }
  const { bundle, diagnostics } = loadBundle(files);
  return { bundle: bundle ?? loadFaultless(files, diagnostics), diagnostics: [...failed, ...diagnostics] };
}

/** The bundle of the files that have no error. */
function loadFaultless(files: readonly BundleFile[], diagnostics: readonly Diagnostic[]): Bundle | null {
  const faulty = new Set(diagnostics.flatMap((one) => (hasErrors([one]) ? (one.span?.file ?? []) : [])));
  const faultless = files.filter(({ file }) => !faulty.has(file));
  if (faultless.length === files.length) return null;
  const { bundle, diagnostics: further } = loadBundle(faultless);
  return bundle ?? loadFaultless(faultless, further);
}

/** The documents behind a path. The inputs and expectations of test cases lie beside policies and are none, unless they are asked for. */
function documentFiles(path: string): Expansion {
  const { files, diagnostics } = expandPaths([path], EXTENSIONS);
  const isDocument = (file: string): boolean => !/(^|[/\\])cases[/\\]/.test(relative(path, file));
  return { files: files.filter(({ file, named }) => named || isDocument(file)), diagnostics };
}

function readDocument(file: string): string | Diagnostic {
  const read = readInput(file, "stdin");
  if (read.kind === "failed") return read.diagnostic;
  const decoded = decodeText(read.input);
  if (decoded.kind === "text") return decoded.text;
  const { code, message, hint = "" } = decoded.diagnostic;
  return fileDiagnostic(code, file, message, hint);
}
