import { readdirSync, statSync, type Dirent } from "node:fs";
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
 * their names. `-` stays as it is. Links to files are followed, links to folders are not.
 *
 * Nothing is left out in silence: a path or a folder that cannot be read, a folder without any such file, and more files than are read are
 * errors; a link to a folder is a warning. The rest is answered all the same.
 */
export function expandPaths(paths: readonly string[], extensions: readonly string[]): Expansion {
  const files: FileChoice[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const outcome = expandPath(path, extensions);
    files.push(...outcome.files);
    diagnostics.push(...outcome.diagnostics);
  }
  return { files: uniqueByFile(files), diagnostics };
}

function expandPath(path: string, extensions: readonly string[]): Expansion {
  try {
    if (path === "-" || !statSync(path).isDirectory()) return { files: [{ file: path, named: true }], diagnostics: [] };
  } catch (error) {
    return { files: [], diagnostics: [unreadable(path, error)] };
  }
  const walk = new FolderWalk(extensions);
  walk.folder(path);
  if (walk.files.length === 0 && walk.diagnostics.length === 0) walk.diagnostics.push(emptyFolder(path, extensions));
  const files = walk.files.toSorted().map((file) => ({ file, named: false }));
  return { files, diagnostics: walk.diagnostics };
}

class FolderWalk {
  readonly files: string[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #extensions: readonly string[];

  constructor(extensions: readonly string[]) {
    this.#extensions = extensions;
  }

  folder(root: string): void {
    const pending = [root];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.files.length >= MOST_FILES) {
        this.diagnostics.push(tooMany(root));
        return;
      }
      pending.push(...this.#subfolders(next));
    }
  }

  #subfolders(folder: string): readonly string[] {
    try {
      return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        this.#entry(entry, join(folder, entry.name)),
      );
    } catch (error) {
      this.diagnostics.push(unreadable(folder, error));
      return [];
    }
  }

  /** Takes a file in; answers a folder that is still to be looked into. */
  #entry(entry: Dirent, path: string): readonly string[] {
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : [path];
    const wanted = this.#extensions.some((extension) => hasExtension(entry.name, extension));
    if (entry.isSymbolicLink()) this.#link(path, wanted);
    else if (entry.isFile() && wanted) this.files.push(path);
    return [];
  }

  #link(path: string, wanted: boolean): void {
    try {
      const target = statSync(path);
      if (target.isDirectory()) this.diagnostics.push(folderLink(path));
      else if (target.isFile() && wanted) this.files.push(path);
    } catch (error) {
      if (wanted) this.diagnostics.push(unreadable(path, error));
    }
  }
}

/** An extension without a dot is a name that files have with other endings as well: `Dockerfile`, `api.Dockerfile`, `Dockerfile.prod`. */
function hasExtension(name: string, extension: string): boolean {
  const [file, wanted] = [name.toLowerCase(), extension.toLowerCase()];
  return file.endsWith(wanted) || (!wanted.startsWith(".") && file.startsWith(`${wanted}.`));
}

function unreadable(path: string, error: unknown): Diagnostic {
  const message = `Cannot read \`${path}\`: ${reasonOf(error)}`;
  return fileDiagnostic("input-unreadable", path, message, "check the path and its permissions");
}

function emptyFolder(path: string, extensions: readonly string[]): Diagnostic {
  const hint = "name a file, a folder that holds one, or `-` to read from stdin";
  const message = `Folder \`${path}\` holds no file that ends with ${extensions.join(", ")}`;
  return fileDiagnostic("input-empty-folder", path, message, hint);
}

function tooMany(path: string): Diagnostic {
  const message = `Folder \`${path}\` holds more than ${MOST_FILES} files, the most that are read, and the rest was left out`;
  return fileDiagnostic("input-too-many", path, message, "name the folders that matter one by one");
}

function folderLink(path: string): Diagnostic {
  const message = `\`${path}\` is a link to a folder, which is not followed`;
  const hint = "name the folder itself if what is in it should be read";
  return { ...fileDiagnostic("input-link", path, message, hint), severity: "warning" };
}

function uniqueByFile(files: readonly FileChoice[]): readonly FileChoice[] {
  const unique = new Map<string, FileChoice>();
  for (const choice of files)
    unique.set(choice.file, { ...choice, named: choice.named || (unique.get(choice.file)?.named ?? false) });
  return [...unique.values()];
}
