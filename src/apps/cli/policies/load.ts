import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { loadBundle, type Bundle, type BundleFile } from "#core/bundle";
import type { Diagnostic } from "#core/diagnostics";
import { expandPaths } from "../files/expand.ts";
import { fileDiagnostic, reasonOf } from "../files/file-diagnostic.ts";
import { PACKAGE_ROOT } from "../package-root.ts";

/** Which documents a run is judged by. */
export interface PolicyChoice {
  /** Files and folders of the user's own documents. */
  readonly paths: readonly string[];
  /** Whether the shipped policies take part; the shipped kinds always do, since policies speak of them. */
  readonly library: boolean;
}

export interface LoadedPolicies {
  readonly bundle: Bundle | null;
  readonly diagnostics: readonly Diagnostic[];
}

const LIBRARY = join(PACKAGE_ROOT, "library");
const EXTENSIONS = [".yaml", ".yml", ".json"];

/** Reads and checks the shipped library and the user's documents as one bundle. */
export function loadPolicies(choice: PolicyChoice): LoadedPolicies {
  const shipped = ["kinds", "frameworks", ...(choice.library ? ["policies"] : [])].flatMap(libraryFiles);
  const own = expandPaths(choice.paths, EXTENSIONS);
  const isOwn = (file: string): boolean => isPolicyFile(file) && !shipped.includes(resolve(file));
  const files: BundleFile[] = [];
  const failed: Diagnostic[] = [...own.diagnostics];
  for (const file of [...shipped, ...own.files.map((found) => found.file).filter(isOwn)]) {
    const text = readDocument(file);
    if (typeof text === "string") files.push({ file: relative(process.cwd(), file), text });
    else failed.push(text);
  }
  const { bundle, diagnostics } = loadBundle(files);
  return { bundle: failed.length > 0 ? null : bundle, diagnostics: [...failed, ...diagnostics] };
}

function libraryFiles(folder: string): readonly string[] {
  const { files } = expandPaths([join(LIBRARY, folder)], EXTENSIONS);
  return files.map((found) => found.file).filter(isPolicyFile);
}

/** The inputs and expectations of test cases lie beside policies and are not documents. */
function isPolicyFile(file: string): boolean {
  return !/(^|[/\\])cases[/\\]/.test(file);
}

function readDocument(file: string): string | Diagnostic {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return fileDiagnostic(
      "document-unreadable",
      file,
      `Cannot read \`${file}\`: ${reasonOf(error)}`,
      "check the path and its permissions",
    );
  }
}
