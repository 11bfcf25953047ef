import type { Checkpoint, VerifierKey } from "../notes/index.ts";
import type { LeafRange } from "../tiles/index.ts";
import type { DisclosuresSummary } from "./disclosures.ts";
import type { EmitterSummaries } from "./emitter-signatures.ts";
import type { Problem } from "./problem.ts";
import type { RecordsSummary } from "./records.ts";
import type { Vouchers } from "./signatures.ts";

/** What a verifier found. */
export interface EvidenceReport {
  /** Whether nothing is wrong: the records of the range are those of the signed tree, and nothing between them is missing. */
  readonly valid: boolean;
  readonly checkpoint: Checkpoint | null;
  readonly range: LeafRange;
  readonly signedBy: readonly VerifierKey[];
  readonly witnesses: Vouchers["witnesses"];
  readonly summary: RecordsSummary;
  readonly disclosures: DisclosuresSummary;
  readonly signatures: EmitterSummaries;
  readonly receipts: number;
  /** The first of them; the count is of all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly notes: readonly Problem[];
  readonly noteCount: number;
}
