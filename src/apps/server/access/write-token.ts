import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a token where its owner alone may read it, in place of one that lies there; answers the file, null where none was named. */
export function writeToken(file: string | null, token: string): string | null {
  if (file === null) return null;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: "wx" });
  return file;
}
