import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UnavailableError } from "#core/diagnostics";

/**
 * Writes a token where its owner alone may read it, in place of one that lies there; answers the file, null where none was named. Throws an `UnavailableError` when it
 * cannot be written: nobody has the token then.
 */
export function writeToken(file: string | null, token: string): string | null {
  if (file === null) return null;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(file, { force: true });
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: "wx" });
    return file;
  } catch (cause) {
    const message = `The administrator's token cannot be written to \`${file}\`: name another file, and start with \`--new-token\` for another token`;
    throw new UnavailableError("token-file", message, { cause });
  }
}
