import { toHex } from "../bytes/index.ts";
import type { VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto, Sha256, Signer } from "../ports.ts";
import {
  ENVELOPE_LIMITS,
  formatStatement,
  isSignedByOneOf,
  parseEnvelope,
  parseStatement,
  signEnvelope,
  STATEMENT_TYPE,
  type StatementSubject,
} from "../proofs/index.ts";
import type { JsonMap } from "../record/index.ts";
import type { LeafRange } from "../tiles/index.ts";
import { readBounded, type PackFiles } from "./files.ts";
import type { Findings } from "./problem.ts";

/** The name of the file that lists all others of a pack. */
export const MANIFEST = "manifest.dsse.json";

const PREDICATE_TYPE = "urn:writ:evidence-pack:v1";

/** What a pack says of itself: which records of which log it holds. */
export interface PackClaim extends LeafRange {
  readonly origin: string;
}

/** Writes and signs the manifest of a pack: every file with its digest. */
export async function signManifest(
  signer: Signer,
  { origin, from, to }: PackClaim,
  subjects: readonly StatementSubject[],
): Promise<string> {
  const statement = { subjects, predicateType: PREDICATE_TYPE, predicate: { origin, from, to } };
  return await signEnvelope(signer, STATEMENT_TYPE, formatStatement(statement));
}

/**
 * Verifies the manifest of a pack: its signature, the digest of each file, and that no file stands there unlisted.
 *
 * The tiles prove themselves; the manifest is for all else, and says which records the pack means to hold. Null when it cannot be believed.
 */
export async function verifyManifest(
  crypto: EvidenceCrypto,
  files: PackFiles,
  keys: readonly VerifierKey[],
  findings: Findings,
): Promise<PackClaim | null> {
  const bytes = await readBounded(files, MANIFEST, ENVELOPE_LIMITS.bytes, findings);
  const envelope = bytes === null ? null : parseEnvelope(bytes);
  const statement = envelope?.payloadType === STATEMENT_TYPE ? parseStatement(envelope.payload) : null;
  const claim = statement?.predicateType === PREDICATE_TYPE ? claimOf(statement.predicate) : null;
  if (envelope === null || statement === null || claim === null)
    return wrong(findings, "It is missing, or no manifest of a pack");
  if (!(await isSignedByOneOf(crypto.verifyEd25519, envelope, keys)))
    return wrong(findings, "No trusted key of the log has signed it");
  await verifyFiles(crypto.sha256, files, statement.subjects, findings);
  return claim;
}

function wrong(findings: Findings, reason: string): null {
  findings.add({ code: "manifest-wrong", path: MANIFEST, message: `\`${MANIFEST}\` cannot be believed: ${reason}` });
  return null;
}

function claimOf({ origin, from, to }: JsonMap): PackClaim | null {
  if (typeof origin !== "string" || typeof from !== "number" || typeof to !== "number") return null;
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to
    ? { origin, from, to }
    : null;
}

/** Nothing in a pack is longer: larger logs are split into more packs. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

async function verifyFiles(
  sha256: Sha256,
  files: PackFiles,
  subjects: readonly StatementSubject[],
  findings: Findings,
): Promise<void> {
  const listed = new Set([MANIFEST, ...subjects.map(({ name }) => name)]);
  for (const path of files.paths())
    if (!listed.has(path))
      findings.add({ code: "file-unlisted", path, message: `\`${path}\` does not belong to the pack` });
  for (const { name: path, sha256: expected } of subjects) {
    const bytes = await readBounded(files, path, MAX_FILE_BYTES, findings);
    if (bytes === null) findings.add({ code: "file-missing", path, message: `\`${path}\` is missing` });
    else if (toHex(sha256(bytes)) !== expected)
      findings.add({ code: "file-changed", path, message: `\`${path}\` was changed after the pack was made` });
  }
}
