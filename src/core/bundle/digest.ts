import type { LoadedAdmission } from "#core/admission";
import { sha256Hex } from "#core/model";

/**
 * The digest of a set of documents: each as written becomes canonical JSON (RFC 8785) and is hashed with SHA-256; the digest is the SHA-256 of
 * these hashes in lower-case hex, sorted, one a line. So neither order nor file names nor layout count, and anybody can recompute it.
 */
export function combineDigests(digests: readonly string[]): string {
  return sha256Hex(
    digests
      .toSorted()
      .map((digest) => `${digest}\n`)
      .join(""),
  );
}

/** The digest of a bundle with the policies of others beside Writ's own documents, whose digest `own` is; that itself where there are none. */
export function digestOfAll(own: string, { digest }: Pick<LoadedAdmission, "digest">): string {
  return digest === null ? own : sha256Hex(`${own}\n${digest}\n`);
}
