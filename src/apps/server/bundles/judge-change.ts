import { compareFiles, type BundleChange, type ChangeKind } from "#core/analysis";
import type { Bundle, BundleFile } from "#core/bundle";
import type { Activation, Store } from "#core/store";
import { inTurns } from "./in-turns.ts";
import type { LoosenedOnTraffic, RecordedAnswers } from "./recorded-answers.ts";

/** What changes are judged by. */
export interface JudgePorts {
  readonly store: Store;
  /** Null where no questions are recorded: then structure alone tells, which lists whatever may loosen. */
  readonly recorded: RecordedAnswers | null;
}

/** A bundle that is to decide, and the documents that it was loaded from. */
export interface Candidate {
  readonly bundle: Bundle;
  readonly files: readonly BundleFile[];
}

/** What a bundle changes compared with the head. */
export interface JudgedChange extends BundleChange {
  /** What was held or denied and would not be any more, in sentences. */
  readonly examples: readonly string[];
}

/** Judges what becomes of answers when a candidate follows `head`, by structure and by what was asked here. Whatever cannot be told is `unknown`. */
export async function judgeChange(
  { store, recorded }: JudgePorts,
  head: Activation | null,
  { bundle, files }: Candidate,
): Promise<JudgedChange> {
  if (head === null) return { kind: "first", changes: [], examples: [] };
  if (head.digest === bundle.digest) return { kind: "neither", changes: [], examples: [] };
  const before = await store.bundles.get(head.digest);
  const told: BundleChange =
    before === null ? { kind: "unknown", changes: [] } : await inTurns(compareFiles(before.files, files));
  const traffic: LoosenedOnTraffic = (await recorded?.loosenedOnTraffic(bundle, head.digest)) ?? { kind: "none" };
  return {
    kind: withTraffic(told.kind, traffic.kind),
    changes: told.changes,
    examples: traffic.kind === "loosened" ? traffic.examples : [],
  };
}

/** What structure says, never softened by what was asked: that nothing came of a change so far does not mean that nothing will. */
function withTraffic(kind: ChangeKind, traffic: LoosenedOnTraffic["kind"]): ChangeKind {
  if (traffic === "none" || (kind !== "tightens" && kind !== "neither")) return kind;
  if (traffic === "unavailable") return "unknown";
  return kind === "tightens" ? "both" : "loosens";
}
