import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LARGEST_INPUT_BYTES, readInput } from "../files/read.ts";
import { UsageError } from "../usage-error.ts";

/** A saved plan as it was read once: its bytes, and a copy that only its owner may touch. */
export interface PlanCopy {
  /** As the user named it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** `sha256:` and the digest of the bytes. */
  readonly digest: string;
  /** Where the copy lies. */
  readonly path: string;
  /** Throws a `UsageError` when the copy is not what was read any more. */
  verify(): void;
  remove(): void;
}

/**
 * Reads a saved plan whole, once, and writes what was read into a folder of its own: whatever becomes of the file afterwards, what is shown, judged and applied is
 * what was read here.
 */
export function copyPlan(file: string): PlanCopy {
  const read = readInput(file, file, LARGEST_INPUT_BYTES);
  if (read.kind === "failed") throw new UsageError(read.diagnostic.message, read.diagnostic.hint);
  const { bytes } = read.input;
  const folder = mkdtempSync(join(tmpdir(), "writ-plan-"));
  const path = join(folder, "tfplan");
  writeFileSync(path, bytes, { mode: 0o600, flag: "wx" });
  const digest = digestOf(bytes);
  return {
    file,
    bytes,
    digest,
    path,
    verify() {
      if (digestOf(readFileSync(path)) === digest) return;
      throw new UsageError(
        `The copy of \`${file}\` was changed while it was used`,
        "see who writes to the temporary folder",
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash("sha256", bytes)}`;
}

/** Whether bytes are a saved plan: an archive, and no text. */
export function isSavedPlan(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}
