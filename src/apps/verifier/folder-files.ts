import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { PackFiles } from "#core/evidence";

/** Something that is needed cannot be read, or is not what it must be: one sentence for the user. */
export class ReadError extends Error {}

/**
 * The files of a folder whose maker is not trusted: only ordinary files in ordinary folders are among them, so that no link leads out of it.
 *
 * Throws what the operating system says when the folder cannot be read.
 */
export function folderFiles(folder: string): PackFiles {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const known = new Set(paths);
  return {
    paths: () => paths,
    read: (path, most) => Promise.resolve(known.has(path) ? readAtMost(join(folder, path), most + 1) : null),
  };
}

function readAtMost(path: string, most: number): Uint8Array {
  const file = openFile(path);
  try {
    const bytes = Buffer.allocUnsafeSlow(Math.min(most, fstatSync(file).size));
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(file, bytes, length, bytes.length - length, length);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** What is listed but cannot be opened is the world's fault, not a finding. */
function openFile(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new ReadError(`Cannot read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`);
  }
}
