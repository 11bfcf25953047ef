import type { Timestamp, Value } from "#core/language";
import type { Outcome, Proposal } from "#core/model";
import type { Bucket } from "../program/bucket.ts";
import type { Slot } from "../program/loaded-policy.ts";
import { contributionOf, type Contribution } from "./contribution.ts";
import { subjectOf, type Waivers } from "./waivers.ts";

/** A verdict that is neither a pass nor `not-applicable`. `detail` is the value that was not true. */
export interface Mark {
  /** Position in `proposal.effects`. */
  readonly effect: number;
  readonly slot: Slot;
  readonly outcome: Outcome;
  /** What the validation itself said, when a waiver turned it aside; else the outcome. */
  readonly underlying: Outcome;
  readonly waiver: string | null;
  readonly detail: Value;
  readonly contribution: Contribution;
}

/** What weighs on a decision without being a verdict. */
export type NoteCode =
  | "no-grant"
  | "approval-required"
  | "agent-environment"
  | "chain-unresolved"
  | "unregistered-agent"
  | "unresolved"
  | "invalid-proposal"
  | "proposal-too-large";

/** What a note is about: the whole proposal, or the current effect. */
export type Subject = "proposal" | "effect";

export interface Note {
  readonly code: NoteCode;
  readonly message: string;
  readonly effect: number | null;
}

/** Gathers what is said of one proposal. Passes leave no trace: whatever is in an effect's bucket, has no mark and was not ruled out passed. */
export class Tally {
  /** What judges each effect, by its position. Effects may be judged in any order. */
  readonly buckets: Bucket[] = [];
  readonly marks: Mark[] = [];
  /** The positions of the effects that a policy turned out not to apply to, by the policy's slots. */
  readonly ruledOut: Map<readonly Slot[], number[]> = new Map();
  readonly notes: Note[] = [];
  effect: "allow" | "hold" | "deny" = "allow";
  #position = 0;
  readonly #proposal: Proposal;
  readonly #waivers: Waivers;
  readonly #now: Timestamp;

  constructor(proposal: Proposal, waivers: Waivers, now: Timestamp) {
    this.#proposal = proposal;
    this.#waivers = waivers;
    this.#now = now;
  }

  /** Goes on to the effect at a position, which `bucket` judges. */
  turnTo(position: number, bucket: Bucket): void {
    this.#position = position;
    this.buckets[position] = bucket;
  }

  /** Records that a policy does not apply to the current effect. */
  ruleOut(slots: readonly Slot[]): void {
    const effects = this.ruledOut.get(slots);
    if (effects === undefined) this.ruledOut.set(slots, [this.#position]);
    else effects.push(this.#position);
  }

  /** Records what a validation said of the current effect when it did not pass. */
  mark(slot: Slot, underlying: Exclude<Outcome, "not-applicable">, detail: Value): void {
    const effect = this.#position;
    const waiver = this.#waiverFor(effect, slot);
    const outcome = waiver === null ? underlying : "waived";
    const { mode, failurePolicy } = slot.policy.spec;
    const contribution = contributionOf(outcome, { mode, failurePolicy, principal: this.#proposal.principal.kind });
    this.marks.push({ effect, slot, outcome, underlying, waiver, detail, contribution });
    this.#weigh(contribution);
  }

  /** Records why `subject` can be allowed at best later. */
  hold(code: NoteCode, message: string, subject: Subject = "proposal"): void {
    this.#note(code, message, subject);
    this.#weigh("hold");
  }

  /** Records why `subject` cannot be allowed. */
  deny(code: NoteCode, message: string, subject: Subject = "proposal"): void {
    this.#note(code, message, subject);
    this.#weigh("deny");
  }

  #note(code: NoteCode, message: string, subject: Subject): void {
    this.notes.push({ code, message, effect: subject === "effect" ? this.#position : null });
  }

  #waiverFor(effect: number, { policy, validation }: Slot): string | null {
    const resource = this.#proposal.effects[effect]?.resource;
    if (resource === undefined || this.#waivers.all.length === 0) return null;
    const rule = { policy: policy.name, validation: validation.id, binding: null };
    return this.#waivers.find(rule, subjectOf(resource), this.#now);
  }

  #weigh(contribution: Contribution): void {
    if (contribution === "deny") this.effect = "deny";
    else if (contribution === "hold" && this.effect === "allow") this.effect = "hold";
  }
}
