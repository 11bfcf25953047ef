import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder, in the order of names. */
export function findFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
