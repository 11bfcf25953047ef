import type { Verdict } from "./decision.ts";
import type { Mark, Tally } from "./judge/tally.ts";
import type { Slot } from "./program/loaded-policy.ts";

/** A verdict that is neither a pass nor `not-applicable`, with what it was made from. */
export interface Concern {
  readonly mark: Mark;
  readonly verdict: Verdict;
}

/** All concerns, in the order of verdicts. */
export function listConcerns({ marks }: Tally): readonly Concern[] {
  return marks.toSorted(byPlace).map((mark) => ({ mark, verdict: verdictOf(mark.slot, mark) }));
}

function byPlace(a: Mark, b: Mark): number {
  return a.effect - b.effect || a.slot.policy.position - b.slot.policy.position || a.slot.index - b.slot.index;
}

/** All verdicts: what neither is a concern nor was ruled out passed. */
export function listVerdicts({ buckets, ruledOut }: Tally, concerns: readonly Concern[]): readonly Verdict[] {
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

/** How many passes each policy gave, by its name. */
export function countPasses({ buckets, marks, ruledOut }: Tally): ReadonlyMap<string, number> {
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
