import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleCommand } from "../../scripts/bundle-command.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The command line finds the library three folders above itself, as it does when it is installed. */
const BUILDS = join(ROOT, "node_modules", ".writ-built");
const KEPT_MS = 86_400_000;
const MAIN = "run.mjs";

/**
 * The program of the command line, put together from the sources as they are by what puts together the one that is installed: a process starts in a fraction of the time that
 * it takes to read all sources. It is made once for all tests, until a source changes.
 */
export async function builtCommand(): Promise<string> {
  const folder = join(BUILDS, keyOfSources());
  if (!existsSync(folder)) await make(folder);
  return join(folder, MAIN);
}

/** Test files that make it at the same time put the same in its place. */
async function make(folder: string): Promise<void> {
  mkdirSync(BUILDS, { recursive: true });
  removeOld();
  const made = mkdtempSync(join(BUILDS, "making-"));
  await bundleCommand(made);
  // Without it Node would have to find out of each file what it is.
  writeFileSync(join(made, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(made, MAIN), 'import { main } from "./main.js";\n\nawait main();\n');
  try {
    renameSync(made, folder);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function keyOfSources(): string {
  const hash = createHash("sha256");
  const folder = join(ROOT, "src");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  for (const path of [...paths, join(ROOT, "package-lock.json"), join(ROOT, "scripts", "bundle-command.ts")]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\n${mtimeMs}\n${size}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

function removeOld(): void {
  for (const name of readdirSync(BUILDS)) {
    const folder = join(BUILDS, name);
    if (statSync(folder).mtimeMs < Date.now() - KEPT_MS) rmSync(folder, { recursive: true, force: true });
  }
}
