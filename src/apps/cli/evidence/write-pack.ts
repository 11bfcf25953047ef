import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  collectFiles,
  DISCLOSURES,
  formatNote,
  MANIFEST,
  packReadme,
  signManifest,
  verifierKey,
  type PackFiles,
  type PackPart,
  type Signer,
} from "#core/evidence";
import { nodeCrypto } from "#adapters/signers";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/** What goes into a pack beside the log's own files. */
export interface PackExtras {
  /** The single file that verifies a pack. */
  readonly verifier: string;
  /** The log's policy, as it lies in its folder. */
  readonly policy: Uint8Array;
  /** A file with disclosures, one a line. */
  readonly disclosures?: string | undefined;
}

/** Writes a pack into a new folder and answers how many files it has. Throws a `UsageError` when the log lacks a file or the folder cannot be written. */
export async function writePack(
  log: PackFiles,
  part: PackPart,
  { signer, out, extras }: { readonly signer: Signer; readonly out: string; readonly extras: PackExtras },
): Promise<number> {
  const subjects: { name: string; sha256: string }[] = [];
  const write = (name: string, content: Uint8Array | string): void => {
    writeOne(join(out, name), content);
    subjects.push({ name, sha256: createHash("sha256").update(content).digest("hex") });
  };
  begin(out);
  const key = verifierKey(nodeCrypto.sha256, signer.name, "ed25519", signer.publicKey);
  write("README.txt", packReadme(part, key));
  write("verify.mjs", readOne(extras.verifier));
  write("policy", extras.policy);
  if (extras.disclosures !== undefined) write(DISCLOSURES, readOne(extras.disclosures));
  write("log/checkpoint", formatNote(part.checkpoint.note));
  for await (const { path, bytes } of collectFiles(nodeCrypto.sha256, log, part)) {
    if (bytes === null)
      throw new UsageError(`The log lacks \`${path}\`, of which its checkpoint speaks`, "verify the log first");
    write(path, bytes);
  }
  const claim = { origin: part.checkpoint.origin, from: part.from, to: part.to };
  writeOne(join(out, MANIFEST), await signManifest(signer, claim, subjects));
  return subjects.length + 1;
}

function begin(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
    if (readdirSync(out).length === 0) return;
  } catch (error) {
    throw new UsageError(`Cannot write a pack to \`${out}\`: ${reasonOf(error)}`);
  }
  throw new UsageError(`Cannot write a pack to \`${out}\`: it is not empty`, "name a new folder");
}

function writeOne(path: string, content: Uint8Array | string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new UsageError(`Cannot write \`${path}\`: ${reasonOf(error)}`);
  }
}

function readOne(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`Cannot read \`${path}\`: ${reasonOf(error)}`);
  }
}
