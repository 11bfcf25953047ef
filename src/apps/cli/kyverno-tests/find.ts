import { readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

const NAME = "kyverno-test.yaml";

/** Every test file of Kyverno at or below a folder, in the order of names. */
export function findKyvernoTests(folder: string): readonly string[] {
  const entries = entriesOf(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const own = entries.filter((entry) => entry.isFile() && entry.name === NAME).map(() => join(folder, NAME));
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  return [...own, ...folders.flatMap((entry) => findKyvernoTests(join(folder, entry.name)))];
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`Cannot read \`${folder}\`: ${reasonOf(error)}`, "check the path and its permissions");
  }
}
