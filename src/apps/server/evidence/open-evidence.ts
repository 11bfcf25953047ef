import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { EvidenceLog } from "#core/evidence";
import { openFolderLog } from "#adapters/logs";
import { createKeyFile, openKeyFile, type FileSigner } from "#adapters/signers";

/** Where the log of a server lies, below its data: the folder, and the key beside it. */
export function evidencePlaces(data: string): { readonly folder: string; readonly key: string } {
  return { folder: join(data, "evidence"), key: join(data, "evidence.key") };
}

/** Opens the log of a server; the first time with a key of its own, whose name is as random. Rejects with `UnavailableError`. */
export function openEvidence(data: string): Promise<EvidenceLog> {
  const { folder, key } = evidencePlaces(data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return openFolderLog({ folder, signers: [signerOf(key)] });
}

function signerOf(key: string): FileSigner {
  if (existsSync(key)) return openKeyFile(key);
  return createKeyFile(key, `writ.local/${randomBytes(8).toString("hex")}`);
}
