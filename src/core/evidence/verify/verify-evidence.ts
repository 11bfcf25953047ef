import { NOTE_LIMITS, parseCheckpoint, type Checkpoint, type VerifierKey } from "../notes/index.ts";
import type { EvidenceCrypto } from "../ports.ts";
import { MAX_PROOF_BYTES, parseTlogProof } from "../proofs/index.ts";
import type { LeafRange } from "../tiles/index.ts";
import { readDisclosures, type DisclosuresSummary } from "./disclosures.ts";
import { EmitterSignatures, type EmitterSummaries } from "./emitter-signatures.ts";
import { verifiedEntries } from "./entries.ts";
import { MOST_FILES, readBounded, type PackFiles } from "./files.ts";
import { followHandovers } from "./handovers.ts";
import { MANIFEST, verifyManifest } from "./manifest.ts";
import { Findings } from "./problem.ts";
import { verifyReceipt } from "./receipts.ts";
import { readRecords, type RecordsSummary } from "./records.ts";
import type { EvidenceReport } from "./report.ts";
import { verifyVouchers } from "./signatures.ts";
import { openTree, type TreeSource, type VerifiedTree } from "./tree.ts";
import type { Trust } from "./trust.ts";
import { verifyViews } from "./views.ts";

interface Work {
  readonly crypto: EvidenceCrypto;
  readonly files: PackFiles;
  readonly trust: Trust;
  readonly retired: readonly VerifierKey[];
  readonly source: TreeSource;
}

/**
 * Verifies a pack, or the folder of a log: says that it is valid, or exactly what is wrong with it.
 *
 * Pure but for `files`, and total: every byte of the pack may be hostile, and all that is read is bounded. Only `trust` is believed.
 */
export async function verifyEvidence(crypto: EvidenceCrypto, files: PackFiles, trust: Trust): Promise<EvidenceReport> {
  const findings = new Findings();
  const paths = files.paths();
  if (paths.length > MOST_FILES)
    findings.add({ code: "too-many-files", message: `The pack has more than ${MOST_FILES} files` });
  const isPack = paths.includes(MANIFEST) || paths.includes("log/checkpoint");
  const source: TreeSource = { sha256: crypto.sha256, files, findings, prefix: isPack ? "log/" : "" };
  const followed = await followHandovers(crypto, source, trust);
  const work: Work = { crypto, files, trust: followed.trust, retired: followed.retired, source };
  const checkpoint = paths.length > MOST_FILES ? null : await readCheckpoint(source);
  if (checkpoint === null) return report(work, { checkpoint, range: NOTHING, ...nothingRead(work) });
  const range = isPack ? await claimedRange(work, checkpoint) : { from: 0, to: checkpoint.size };
  const tree = await openTree(source, checkpoint);
  const { views, ...read } = await readEverything(work, tree, checkpoint, range);
  await verifyViews(source, tree, checkpoint, [...trust.known, ...followed.views, ...views]);
  return report(work, { checkpoint, range, ...read });
}

const NOTHING: LeafRange = { from: 0, to: 0 };

async function readCheckpoint({ files, findings, prefix }: TreeSource): Promise<Checkpoint | null> {
  const path = `${prefix}checkpoint`;
  const bytes = await readBounded(files, path, NOTE_LIMITS.bytes, findings);
  const checkpoint = bytes === null ? null : parseCheckpoint(bytes);
  if (bytes === null) findings.add({ code: "checkpoint-missing", path, message: `\`${path}\` is missing` });
  else if (checkpoint === null)
    findings.add({ code: "checkpoint-malformed", path, message: `\`${path}\` is no checkpoint` });
  return checkpoint;
}

/** What the signed manifest says; without one that can be believed, the whole log is asked for. */
async function claimedRange(
  { crypto, files, trust, retired, source }: Work,
  { origin, size }: Checkpoint,
): Promise<LeafRange> {
  const keys = trust.policy.logs.filter((key) => key.name === origin && !retired.some(({ id }) => id === key.id));
  const claim = await verifyManifest(crypto, files, keys, source.findings);
  if (claim === null) return { from: 0, to: size };
  if (claim.origin === origin && claim.to <= size) return { from: claim.from, to: claim.to };
  const message = `\`${MANIFEST}\` speaks of records that the checkpoint does not cover`;
  source.findings.add({ code: "manifest-wrong", path: MANIFEST, message });
  return { from: 0, to: size };
}

interface Read {
  readonly summary: RecordsSummary;
  readonly disclosures: DisclosuresSummary;
  readonly signatures: EmitterSummaries;
  readonly receipts: number;
}

async function readEverything(
  work: Work,
  tree: VerifiedTree,
  head: Checkpoint,
  range: LeafRange,
): Promise<Read & { readonly views: readonly Checkpoint[] }> {
  const { crypto, files, source } = work;
  const receipts = new Receipts(files);
  const reader = readRecords(crypto.sha256, head.origin, source.findings, range.from === 0);
  const disclosures = await readDisclosures(crypto.sha256, files, source.findings);
  const signatures = new EmitterSignatures(crypto, work.trust, source.findings);
  for await (const entry of verifiedEntries(source, tree, head.size, range)) {
    const record = reader.read(entry);
    if (record !== null) {
      disclosures.see(record);
      await signatures.see(entry.index, record);
    }
    await receipts.verify(work, entry.index, entry.bytes);
  }
  receipts.finish(source.findings);
  const { count, views } = receipts;
  return {
    summary: reader.finish(),
    disclosures: disclosures.finish(),
    signatures: signatures.finish(range.to < head.size),
    receipts: count,
    views: [...views.values()],
  };
}

function nothingRead({ source, trust }: Work): Read {
  const { findings, sha256 } = source;
  return {
    summary: readRecords(sha256, "", findings, false).finish(),
    disclosures: { verified: 0, withheld: 0 },
    signatures: { keys: [], signed: 0, trusted: trust.emitters.length > 0 },
    receipts: 0,
  };
}

/** The receipts that a pack holds beside the records that they are for. */
class Receipts {
  count = 0;
  /** The trees that they speak of. */
  readonly views: Map<string, Checkpoint> = new Map();
  readonly #files: PackFiles;
  readonly #waiting: Set<string>;

  constructor(files: PackFiles) {
    this.#files = files;
    this.#waiting = new Set(files.paths().filter((path) => path.startsWith(RECEIPTS)));
  }

  async verify({ crypto, trust, source }: Work, index: number, bytes: Uint8Array): Promise<void> {
    const path = `${RECEIPTS}${index}.tlog-proof`;
    if (!this.#waiting.delete(path)) return;
    const file = await readBounded(this.#files, path, MAX_PROOF_BYTES, source.findings);
    const proof = file === null ? null : parseTlogProof(file);
    const problems =
      proof?.index === index ? await verifyReceipt(crypto, trust, proof, { bytes, time: null }) : [NO_RECEIPT];
    for (const problem of problems) source.findings.add({ ...problem, index, path });
    this.count++;
    if (proof !== null && problems.length === 0) this.views.set(proof.checkpoint.note.text, proof.checkpoint);
  }

  finish(findings: Findings): void {
    for (const path of this.#waiting)
      findings.add({ code: "receipt-wrong", path, message: `\`${path}\` is for no record that was verified` });
  }
}

/** Where a pack keeps its receipts, each under the index of its record. */
export const RECEIPTS = "receipts/";

const NO_RECEIPT = {
  code: "receipt-wrong",
  message: "The file is no receipt for the record whose number it bears",
} as const;

async function report(
  { crypto, trust, source }: Work,
  found: Pick<EvidenceReport, "checkpoint" | "range"> & Read,
): Promise<EvidenceReport> {
  const { findings } = source;
  const { checkpoint, summary } = found;
  const time = summary.period === null ? null : Date.parse(summary.period.to);
  const vouchers = checkpoint === null ? null : await verifyVouchers(crypto, trust, checkpoint, time);
  for (const problem of vouchers?.problems ?? []) findings.add(problem);
  const { problems, problemCount, notes, noteCount } = findings;
  return {
    valid: problemCount === 0,
    ...found,
    signedBy: vouchers?.logs ?? [],
    witnesses: vouchers?.witnesses ?? [],
    problems,
    problemCount,
    notes,
    noteCount,
  };
}
