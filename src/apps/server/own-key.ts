import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createKeyFile, openKeyFile, type FileSigner } from "#adapters/signers";

/** A key of this server's own in a file; made the first time, with a name that is as random. Throws an `UnavailableError` when it cannot be used. */
export function openOwnKey(path: string): FileSigner {
  return existsSync(path) ? openKeyFile(path) : createKeyFile(path, newOrigin());
}

/** A name for what this server signs, which no other has. */
export function newOrigin(): string {
  return `writ.local/${randomBytes(8).toString("hex")}`;
}
