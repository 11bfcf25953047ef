import type { Mode, Outcome, Severity } from "#core/model";
import type { Contribution } from "./judge/contribution.ts";
import type { Mark, Note, Tally } from "./judge/tally.ts";
import { describeMark } from "./judge/describe-mark.ts";
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
    return (this.#concerns ??= this.#tally.marks.toSorted(byPlace).map(concernOf));
  }

  #weigh(): Weighed {
    return (this.#weighed ??= weigh(this.#list(), this.#tally.notes));
  }
}

/** A verdict that is neither a pass nor `not-applicable`, with what it was made from. */
interface Concern {
  readonly mark: Mark;
  readonly verdict: Verdict;
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

function concernOf(mark: Mark): Concern {
  return { mark, verdict: verdictOf(mark.slot, mark) };
}

function byPlace(a: Mark, b: Mark): number {
  return a.effect - b.effect || a.slot.policy.position - b.slot.policy.position || a.slot.index - b.slot.index;
}

/** All verdicts: what neither is a concern nor was ruled out passed. */
function listVerdicts({ buckets, ruledOut }: Tally, concerns: readonly Concern[]): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  const isRuledOut = placesOf(ruledOut);
  let next = 0;
  for (const [effect, bucket] of buckets.entries()) {
    for (const slot of bucket.slotsInOrder) {
      const concern = concerns[next];
      const isNext = concern?.mark.slot === slot && concern.mark.effect === effect;
      if (isNext) next++;
      verdicts.push(
        isNext ? concern.verdict : verdictOf(slot, { ...(isRuledOut(slot, effect) ? RULED_OUT : PASS), effect }),
      );
    }
  }
  return verdicts;
}

function placesOf(ruledOut: Tally["ruledOut"]): (slot: Slot, effect: number) => boolean {
  const places = new Map<Slot, ReadonlySet<number>>();
  for (const [slots, effects] of ruledOut) {
    const all = new Set(effects);
    for (const slot of slots) places.set(slot, all);
  }
  return (slot, effect) => places.get(slot)?.has(effect) === true;
}

function countPasses({ buckets, marks, ruledOut }: Tally): ReadonlyMap<string, number> {
  const passes = new Map<string, number>();
  const add = (slots: readonly Slot[], count: number): void => {
    for (const { policy } of slots) passes.set(policy.name, (passes.get(policy.name) ?? 0) + count);
  };
  for (const [bucket, count] of countEach(buckets)) add(bucket.slotsInOrder, count);
  for (const [slots, effects] of ruledOut) add(slots, -effects.length);
  for (const [slot, count] of countEach(marks.map((mark) => mark.slot))) add([slot], -count);
  return new Map([...passes].filter(([, count]) => count > 0));
}

function countEach<Item>(items: readonly Item[]): ReadonlyMap<Item, number> {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

const PASS = { outcome: "pass", waiver: null, underlying: "pass" } as const;
const RULED_OUT = { outcome: "not-applicable", waiver: null, underlying: "not-applicable" } as const;

type Said = Pick<Verdict, "effect" | "outcome" | "waiver" | "underlying">;

function verdictOf({ policy, validation }: Slot, { effect, outcome, waiver, underlying }: Said): Verdict {
  const { severity, mode } = policy.spec;
  return { policy: policy.name, validation: validation.id, severity, mode, effect, outcome, waiver, underlying };
}

function obligationOfNote({ code, message }: Note): readonly DecisionObligation[] {
  if (code === "approval-required") return [{ code: "approval", message, verdict: null }];
  return code === "unresolved" ? [{ code: "resolve", message, verdict: null }] : [];
}
