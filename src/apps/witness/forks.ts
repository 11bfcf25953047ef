import { hash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fork } from "#core/evidence";

/** So many are kept; one already proves that the log is not to be trusted. */
const MOST_KEPT = 100;

/** Keeps the proof of a fork beside the state, in a file that holds both checkpoints; answers its name, or null when there are enough. Throws what the disk says. */
export function keepFork(data: string, { kept, shown }: Fork): string | null {
  const folder = join(data, "forks");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = `${kept}\n${shown}`;
  const name = `${hash("sha256", shown.slice(0, shown.indexOf("\n\n"))).slice(0, 16)}.txt`;
  const names = readdirSync(folder);
  if (names.includes(name)) return name;
  if (names.length >= MOST_KEPT) return null;
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return name;
}
