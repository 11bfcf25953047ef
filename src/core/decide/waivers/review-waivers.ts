import type { WaiverDocument } from "#core/documents";
import { Timestamp } from "#core/language";
import type { Outcome, Proposal } from "#core/model";
import { decide } from "../decide.ts";
import { isAhead } from "../judge/expiry.ts";
import {
  fits,
  isInForce,
  subjectOf,
  type LoadedWaiver,
  type WaivedRule,
  type WaivedSubject,
} from "../judge/waivers.ts";
import { openProgram, type CompiledProgram, type Program } from "../program/program.ts";
import { findOverlaps } from "./overlaps.ts";

/**
 * How a waiver stands, the first that holds: its author approved it; it is over; what it was for is found, but under other content; nothing that
 * was judged was meant; what it was for is no longer found; it turns a finding aside. Without anything judged, `not-judged` stands for the last four.
 */
export type WaiverState =
  | "self-approved"
  | "expired"
  | "not-judged"
  | "content-changed"
  | "unmatched"
  | "unneeded"
  | "in-use";

/** What became of one waiver. */
export interface WaiverReview {
  readonly document: WaiverDocument;
  readonly state: WaiverState;
  /** Whole days until it ends, rounded down, and so below zero once it is over; null when its end is no point in time. */
  readonly daysLeft: number | null;
  /** Whether it is in force and ends within the days of the settings. */
  readonly endsSoon: boolean;
  /** How many verdicts that are neither a pass nor `not-applicable` it turns aside, or would if it were in force. */
  readonly findings: number;
  /** Whether anything that was judged was meant, whatever its content. */
  readonly matched: boolean;
  /** The first other waiver in force, by name, that some finding could be turned aside by as well and that then counts. */
  readonly overlaps: string | null;
}

/** When waivers are looked at, and how many days before its end one is told to end soon. */
export interface ReviewTime {
  readonly now: Timestamp;
  readonly warnDays: number;
}

/** What a policy that the program does not hold said of something, and what that was: a policy that others wrote. */
export interface VerdictElsewhere extends WaivedRule {
  readonly outcome: Outcome;
  readonly subject: WaivedSubject;
}

/** Everything that was judged. */
export interface JudgedForReview {
  readonly proposals: readonly Proposal[];
  readonly elsewhere: readonly VerdictElsewhere[];
}

/**
 * Tells how every waiver of a program stands, in the order of their names, by what it would turn aside in what was judged; null when nothing was.
 *
 * Pure, and the same for every point: what a waiver is about is evaluated whether or not the waiver is in force.
 */
export function reviewWaivers(
  program: Program,
  judged: JudgedForReview | null,
  time: ReviewTime,
): readonly WaiverReview[] {
  const opened = openProgram(program);
  const { all } = opened.waivers;
  const uses = new Map(all.map(({ name }) => [name, { fitting: 0, changed: 0, matched: false }]));
  const ids = new Set(all.map(({ document }) => document.spec.resource.id));
  const counted = new UseCounter(opened, uses);
  for (const proposal of judged?.proposals ?? []) counted.proposal(narrow(proposal, ids), time.now);
  for (const verdict of judged?.elsewhere ?? []) counted.verdict(verdict, verdict.outcome, verdict.subject);
  const overlaps = findOverlaps(all.filter((waiver) => isInForce(waiver, time.now)));
  return all.map((waiver) => {
    const use = uses.get(waiver.name) ?? UNUSED;
    const left = secondsLeft(waiver, time.now);
    return {
      document: waiver.document,
      state: stateOf(waiver, judged === null ? null : use, time.now),
      daysLeft: left === null ? null : Math.floor(left / DAY),
      endsSoon: left !== null && isInForce(waiver, time.now) && left <= time.warnDays * DAY,
      findings: use.fitting,
      matched: use.matched,
      overlaps: overlaps.get(waiver.name) ?? null,
    };
  });
}

/** What was judged of what a waiver is about: findings under the content that was accepted and under another one. */
interface Use {
  fitting: number;
  changed: number;
  matched: boolean;
}

const UNUSED: Use = { fitting: 0, changed: 0, matched: false };
const DAY = 86_400;

/** The proposal with the effects on these resources alone: what is said of one effect does not hang on the others. */
function narrow(proposal: Proposal, ids: ReadonlySet<string>): Proposal {
  return { ...proposal, effects: proposal.effects.filter(({ resource }) => ids.has(resource.id)) };
}

class UseCounter {
  readonly #program: CompiledProgram;
  readonly #uses: ReadonlyMap<string, Use>;
  /** Content is compared once for each waiver and subject, not for each validation. */
  readonly #fits = new Map<WaivedSubject, Map<string, boolean>>();

  constructor(program: CompiledProgram, uses: ReadonlyMap<string, Use>) {
    this.#program = program;
    this.#uses = uses;
  }

  proposal(proposal: Proposal, now: Timestamp): void {
    if (proposal.effects.length === 0) return;
    const subjects = proposal.effects.map(({ resource }) => subjectOf(resource));
    for (const { policy, validation, effect, underlying } of decide(this.#program, proposal, now).verdicts) {
      const subject = subjects[effect];
      if (subject !== undefined) this.verdict({ policy, validation, binding: null }, underlying, subject);
    }
  }

  verdict(rule: WaivedRule, outcome: Outcome, subject: WaivedSubject): void {
    const isNeeded = outcome !== "pass" && outcome !== "not-applicable";
    for (const waiver of this.#program.waivers.about(rule, subject)) {
      const use = this.#uses.get(waiver.name);
      if (use === undefined) continue;
      use.matched = true;
      if (isNeeded) use[this.#fitsOn(waiver, subject) ? "fitting" : "changed"] += 1;
    }
  }

  #fitsOn(waiver: LoadedWaiver, subject: WaivedSubject): boolean {
    const known = this.#fits.get(subject) ?? new Map<string, boolean>();
    this.#fits.set(subject, known);
    const answer = known.get(waiver.name) ?? fits(waiver, subject);
    known.set(waiver.name, answer);
    return answer;
  }
}

function stateOf(waiver: LoadedWaiver, use: Use | null, now: Timestamp): WaiverState {
  if (waiver.isSelfApproved) return "self-approved";
  if (!isAhead(waiver.expires, now)) return "expired";
  if (use === null) return "not-judged";
  if (use.fitting > 0) return "in-use";
  if (use.changed > 0) return "content-changed";
  return use.matched ? "unneeded" : "unmatched";
}

function secondsLeft({ expires }: LoadedWaiver, now: Timestamp): number | null {
  return expires === null ? null : expires.seconds - now.seconds + (expires.nanos - now.nanos) / 1e9;
}
