import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Test vectors that others wrote; a user's clone lacks them. */
export const SCHEMAS: string = join(
  process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../../shared/oracles"),
  "schemas",
);

export const hasVectors: boolean = existsSync(join(SCHEMAS, "merkle-vectors"));

/** Every file under a folder of vectors, by its path below it. */
export function filesUnder(folder: string): readonly string[] {
  const root = join(SCHEMAS, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

/** A file among the vectors. */
export function vector(path: string): Buffer {
  return readFileSync(join(SCHEMAS, path));
}
