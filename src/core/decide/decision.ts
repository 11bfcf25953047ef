import type { Mode, Outcome, Severity } from "#core/model";
import type { Contribution } from "./judge/contribution.ts";
import type { Mark, Note, Tally } from "./judge/tally.ts";
import { describeMark } from "./judge/describe-mark.ts";
import type { Bucket } from "./program/bucket.ts";
import type { Slot } from "./program/loaded-policy.ts";

/** What one validation said of one effect. */
export interface Verdict {
  readonly policy: string;
  readonly validation: string;
  readonly severity: Severity;
  readonly mode: Mode;
  /** Position in `proposal.effects`. */
  readonly effect: number;
  readonly outcome: Outcome;
  /** With `waived`: the waiver's name, and what the validation itself said. */
  readonly waiver: string | null;
  readonly underlying: Outcome;
}

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly effect: number | null;
}

export interface DecisionObligation {
  readonly code: string;
  readonly message: string;
  readonly verdict: Verdict | null;
}

export interface Decision {
  readonly effect: "allow" | "hold" | "deny";
  readonly verdicts: readonly Verdict[];
  readonly reasons: readonly Reason[];
  readonly obligations: readonly DecisionObligation[];
  readonly bundleDigest: string;
}

/**
 * A decision whose lists are made when they are first read: most decisions are only asked for their effect.
 *
 * Verdicts are ordered by effect, then by the policy's name, then as the policy lists its validations. `JSON.stringify` sees all five members.
 */
export class LazyDecision implements Decision {
  readonly effect: Decision["effect"];
  readonly bundleDigest: string;
  readonly #buckets: readonly Bucket[];
  readonly #marks: readonly Mark[];
  readonly #notes: readonly Note[];
  #lists: Lists | undefined;

  constructor(bundleDigest: string, tally: Tally) {
    this.effect = tally.effect;
    this.bundleDigest = bundleDigest;
    this.#buckets = tally.buckets;
    this.#marks = tally.marks;
    this.#notes = tally.notes;
  }

  get verdicts(): readonly Verdict[] {
    return this.#list().verdicts;
  }

  /** Why the effect is not `allow`, one for each verdict and circumstance that holds or denies. */
  get reasons(): readonly Reason[] {
    return this.#list().reasons;
  }

  /** What must still happen: before anything is done with `hold`, at the latest at the next enforcement point with `allow`. */
  get obligations(): readonly DecisionObligation[] {
    return this.#list().obligations;
  }

  toJSON(): Decision {
    const { effect, verdicts, reasons, obligations, bundleDigest } = this;
    return { effect, verdicts, reasons, obligations, bundleDigest };
  }

  #list(): Lists {
    return (this.#lists ??= listAll(this.#buckets, this.#marks, this.#notes));
  }
}

interface Lists {
  readonly verdicts: readonly Verdict[];
  readonly reasons: readonly Reason[];
  readonly obligations: readonly DecisionObligation[];
}

/** What a mark says beyond its verdict: `hold` and `deny` have a reason, `hold` and `obligation` something that must still happen. */
const WEIGHTY: ReadonlySet<Contribution> = new Set(["hold", "deny", "obligation"]);

function listAll(buckets: readonly Bucket[], marks: readonly Mark[], notes: readonly Note[]): Lists {
  const verdicts: Verdict[] = [];
  const reasons: Reason[] = notes.map((note) => ({ ...note }));
  const obligations: DecisionObligation[] = notes.flatMap(obligationOfNote);
  const bySlot = new Map<Slot, Mark>();
  let next = 0;
  for (const [effect, bucket] of buckets.entries()) {
    bySlot.clear();
    for (let mark = marks[next]; mark?.effect === effect; mark = marks[++next]) bySlot.set(mark.slot, mark);
    for (const slot of bucket.slotsInOrder) {
      const mark = bySlot.get(slot);
      const verdict = verdictOf(slot, effect, mark);
      verdicts.push(verdict);
      if (mark === undefined || !WEIGHTY.has(mark.contribution)) continue;
      const message = describeMark(mark);
      if (mark.contribution !== "obligation") reasons.push({ code: mark.outcome, message, effect });
      if (mark.contribution !== "deny") obligations.push({ code: "recheck", message, verdict });
    }
  }
  return { verdicts, reasons, obligations };
}

function verdictOf({ policy, validation }: Slot, effect: number, mark: Mark | undefined): Verdict {
  return {
    policy: policy.name,
    validation: validation.id,
    severity: policy.spec.severity,
    mode: policy.spec.mode,
    effect,
    outcome: mark?.outcome ?? "pass",
    waiver: mark?.waiver ?? null,
    underlying: mark?.underlying ?? "pass",
  };
}

function obligationOfNote({ code, message }: Note): readonly DecisionObligation[] {
  if (code === "approval-required") return [{ code: "approval", message, verdict: null }];
  return code === "unresolved" ? [{ code: "resolve", message, verdict: null }] : [];
}
