import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "#core/diagnostics";
import { fileDiagnostic, reasonOf } from "./file-diagnostic.ts";

/** A file to read. `named` tells whether the user asked for it by name; only then is it an error when it is no input at all. */
export interface FileChoice {
  readonly file: string;
  readonly named: boolean;
}

export interface Expansion {
  readonly files: readonly FileChoice[];
  readonly diagnostics: readonly Diagnostic[];
}

const MOST_FILES = 100_000;
const SKIPPED_FOLDERS = new Set(["node_modules", ".git", ".terraform", ".terragrunt-cache", "vendor"]);

/**
 * The files behind paths that a user gave: a file is itself, a folder is every file below it with one of the `extensions`, in the order of
 * their names. `-` stays as it is. A path that cannot be read, or a folder without any file, is a diagnostic.
 */
export function expandPaths(paths: readonly string[], extensions: readonly string[]): Expansion {
  const files: FileChoice[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const outcome =
      path === "-" ? { files: [{ file: path, named: true }], diagnostics: [] } : expandPath(path, extensions);
    files.push(...outcome.files);
    diagnostics.push(...outcome.diagnostics);
  }
  return { files: uniqueByFile(files), diagnostics };
}

function expandPath(path: string, extensions: readonly string[]): Expansion {
  try {
    if (!statSync(path).isDirectory()) return { files: [{ file: path, named: true }], diagnostics: [] };
    const found = listFolder(path, extensions);
    return found.length === 0 ? emptyFolder(path, extensions) : { files: found, diagnostics: [] };
  } catch (error) {
    return {
      files: [],
      diagnostics: [
        fileDiagnostic(
          "input-unreadable",
          path,
          `Cannot read \`${path}\`: ${reasonOf(error)}`,
          "check the path and its permissions",
        ),
      ],
    };
  }
}

function listFolder(folder: string, extensions: readonly string[]): readonly FileChoice[] {
  const found: FileChoice[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined && found.length < MOST_FILES; next = pending.pop()) {
    const entries = readdirSync(next, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? 1 : -1));
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) pending.push(path);
      if (entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)))
        found.push({ file: path, named: false });
    }
  }
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

function emptyFolder(path: string, extensions: readonly string[]): Expansion {
  const hint = `name a file, a folder that holds one, or \`-\` to read from stdin`;
  const message = `Folder \`${path}\` holds no file that ends with ${extensions.join(", ")}`;
  return { files: [], diagnostics: [fileDiagnostic("input-empty-folder", path, message, hint)] };
}

function uniqueByFile(files: readonly FileChoice[]): readonly FileChoice[] {
  const unique = new Map<string, FileChoice>();
  for (const choice of files)
    unique.set(choice.file, { ...choice, named: choice.named || (unique.get(choice.file)?.named ?? false) });
  return [...unique.values()];
}
