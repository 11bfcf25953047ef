import type { Mode, Outcome, Severity } from "#core/model";
import type { Contribution } from "./judge/contribution.ts";
import type { Note, Tally } from "./judge/tally.ts";
import { describeMark } from "./judge/describe-mark.ts";
import { countPasses, listConcerns, listVerdicts, type Concern } from "./list-verdicts.ts";

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
  /** Those of `verdicts` that are neither a pass nor `not-applicable`, in the same order. */
  readonly concerns: readonly Verdict[];
  /** How many of `verdicts` are passes, by the policy's name; a policy without any is left out. */
  readonly passes: ReadonlyMap<string, number>;
  /** How many of `verdicts` are `not-applicable`. */
  readonly notApplicable: number;
  readonly reasons: readonly Reason[];
  readonly obligations: readonly DecisionObligation[];
  readonly bundleDigest: string;
}

/** A decision as it is written down: what can be told from its verdicts is left out. */
type WrittenDecision = Omit<Decision, "concerns" | "passes" | "notApplicable">;

/**
 * A decision whose lists are made when they are first read: most decisions are only asked for their effect, and of a million verdicts most are
 * passes or do not apply, which whoever counts them need not list.
 *
 * Verdicts are ordered by effect, then by the policy's name, then as the policy lists its validations.
 */
export class LazyDecision implements Decision {
  readonly effect: Decision["effect"];
  readonly bundleDigest: string;
  readonly #tally: Tally;
  #concerns: readonly Concern[] | undefined;
  #weighed: Weighed | undefined;
  #verdicts: readonly Verdict[] | undefined;
  #passes: ReadonlyMap<string, number> | undefined;

  constructor(bundleDigest: string, tally: Tally) {
    this.effect = tally.effect;
    this.bundleDigest = bundleDigest;
    this.#tally = tally;
  }

  get verdicts(): readonly Verdict[] {
    return (this.#verdicts ??= listVerdicts(this.#tally, this.#list()));
  }

  get concerns(): readonly Verdict[] {
    return this.#list().map(({ verdict }) => verdict);
  }

  get passes(): ReadonlyMap<string, number> {
    return (this.#passes ??= countPasses(this.#tally));
  }

  get notApplicable(): number {
    return this.#tally.ruledOut.entries().reduce((count, [slots, effects]) => count + slots.length * effects.length, 0);
  }

  /** Why the effect is not `allow`, one for each verdict and circumstance that holds or denies. */
  get reasons(): readonly Reason[] {
    return this.#weigh().reasons;
  }

  /** What must still happen: before anything is done with `hold`, at the latest at the next enforcement point with `allow`. */
  get obligations(): readonly DecisionObligation[] {
    return this.#weigh().obligations;
  }

  toJSON(): WrittenDecision {
    const { effect, verdicts, reasons, obligations, bundleDigest } = this;
    return { effect, verdicts, reasons, obligations, bundleDigest };
  }

  #list(): readonly Concern[] {
    return (this.#concerns ??= listConcerns(this.#tally));
  }

  #weigh(): Weighed {
    return (this.#weighed ??= weigh(this.#list(), this.#tally.notes));
  }
}

interface Weighed {
  readonly reasons: readonly Reason[];
  readonly obligations: readonly DecisionObligation[];
}

/** What a mark says beyond its verdict: `hold` and `deny` have a reason, `hold` and `obligation` something that must still happen. */
const WEIGHTY: ReadonlySet<Contribution> = new Set(["hold", "deny", "obligation"]);

function weigh(concerns: readonly Concern[], notes: readonly Note[]): Weighed {
  const inOrder = notes.toSorted(byEffect);
  const reasons: Reason[] = inOrder.map((note) => ({ ...note }));
  const obligations: DecisionObligation[] = inOrder.flatMap(obligationOfNote);
  for (const { mark, verdict } of concerns) {
    if (!WEIGHTY.has(mark.contribution)) continue;
    const message = describeMark(mark);
    if (mark.contribution !== "obligation") reasons.push({ code: mark.outcome, message, effect: mark.effect });
    if (mark.contribution !== "deny") obligations.push({ code: "recheck", message, verdict });
  }
  return { reasons, obligations };
}

/** What is said of the proposal as a whole comes last. */
function byEffect(a: Note, b: Note): number {
  if (a.effect === null || b.effect === null) return Number(a.effect === null) - Number(b.effect === null);
  return a.effect - b.effect;
}

function obligationOfNote({ code, message }: Note): readonly DecisionObligation[] {
  if (code === "approval-required") return [{ code: "approval", message, verdict: null }];
  return code === "unresolved" ? [{ code: "resolve", message, verdict: null }] : [];
}
