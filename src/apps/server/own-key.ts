import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createKeyFile, openKeyFile, type FileSigner } from "#adapters/signers";

const REALM = "writ.local";

/** A key of this server's own in a file; made the first time, with a name that is as random. Throws an `UnavailableError` when it cannot be used. */
export function openOwnKey(path: string, realm: string = REALM): FileSigner {
  return existsSync(path) ? openKeyFile(path) : createKeyFile(path, newOrigin(realm));
}

/** A name for what this server signs, which no other has. */
export function newOrigin(realm: string = REALM): string {
  return `${realm}/${randomBytes(8).toString("hex")}`;
}
