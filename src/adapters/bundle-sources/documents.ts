import { lstat, opendir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { BundleFile } from "#core/bundle";
import { UnavailableError } from "#core/diagnostics";
import { RELEASE_LIMITS } from "#core/distribution";
import { sha256Hex } from "#core/model";

const EXTENSIONS = [".yaml", ".yml", ".json"];

/** The documents of a folder as files named from it, in the order of their names, and what they are together. */
export interface FolderContent {
  readonly files: readonly BundleFile[];
  /** SHA-256 over names and texts. */
  readonly revision: string;
}

/**
 * Reads all documents below a folder. The cases of policies (`cases/`) and whatever is hidden are left out, and links are not followed, so that nothing
 * outside of the folder is read. Throws an `UnavailableError` for what cannot be read or is too much.
 */
export async function readDocumentFolder(folder: string): Promise<FolderContent> {
  const files: BundleFile[] = [];
  let bytes = 0;
  for (const path of await documentPaths(folder)) {
    const text = await readText(path);
    bytes += text.length;
    if (bytes > RELEASE_LIMITS.bytes) throw tooMuch(folder, `${RELEASE_LIMITS.bytes} bytes`);
    files.push({ file: relative(folder, path).split(sep).join("/"), text });
  }
  return { files, revision: sha256Hex(files.map(({ file, text }) => `${file}\n${text}`).join("\0")) };
}

async function documentPaths(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of await opendir(folder, { recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && isDocument(relative(folder, path))) paths.push(path);
      if (paths.length > RELEASE_LIMITS.files) throw tooMuch(folder, `${RELEASE_LIMITS.files} documents`);
    }
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause;
    throw new UnavailableError("folder-unreadable", `The folder \`${folder}\` cannot be read`, { cause });
  }
  return paths.toSorted();
}

function isDocument(path: string): boolean {
  const parts = path.split(sep);
  const isHidden = parts.some((part) => part.startsWith(".") || part === "cases");
  return !isHidden && EXTENSIONS.some((extension) => path.endsWith(extension));
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await lstat(path);
    if (size > RELEASE_LIMITS.bytes) throw tooMuch(path, `${RELEASE_LIMITS.bytes} bytes`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause;
    throw new UnavailableError("file-unreadable", `\`${path}\` cannot be read as UTF-8`, { cause });
  }
}

function tooMuch(what: string, limit: string): UnavailableError {
  return new UnavailableError("source-too-large", `\`${what}\` holds more than the allowed ${limit}`);
}
