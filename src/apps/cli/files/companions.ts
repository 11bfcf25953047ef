import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Companion } from "#adapters/sources";

/** Finds the Terraform configuration that lies beside an input, so that findings can point into it. */
export interface Companions {
  beside(file: string): readonly Companion[];
}

const MOST_FILES = 2000;
const MOST_BYTES = 16 * 1024 * 1024;

/** Reads each folder once. What cannot be read is left out: companions help, but nothing depends on them. */
export function createCompanions(): Companions {
  const known = new Map<string, readonly Companion[]>();
  return {
    beside: (file) => {
      if (file === "-" || !file.endsWith(".json")) return [];
      const folder = dirname(file);
      const found = known.get(folder) ?? collect(folder);
      known.set(folder, found);
      return found;
    },
  };
}

function collect(folder: string): readonly Companion[] {
  if (!listEntries(folder).some((entry) => entry.name.endsWith(".tf"))) return [];
  const companions: Companion[] = [];
  const pending = [folder];
  let bytes = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of listEntries(next)) {
      const file = join(next, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith(".")) pending.push(file);
      if (!entry.isFile() || !entry.name.endsWith(".tf")) continue;
      const text = readText(file);
      bytes += text.length;
      if (companions.length >= MOST_FILES || bytes > MOST_BYTES) return companions;
      companions.push({ file, text });
    }
  }
  return companions;
}

function listEntries(folder: string): readonly { name: string; isFile(): boolean; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
