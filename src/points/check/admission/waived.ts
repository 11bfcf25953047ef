import { validationName, type ForeignPolicy, type ForeignVerdict } from "#core/admission";
import { findWaiver, type Program, type VerdictElsewhere, type WaivedRule, type WaivedSubject } from "#core/decide";
import type { WaiverDocument } from "#core/documents";
import type { Timestamp } from "#core/language";
import type { Finding } from "#core/model";
import { waiverFacts } from "../waivers.ts";
import { isConcern } from "./finding.ts";

/** Whose waivers turn aside what policies of others say, and when. */
export interface WaivedBy {
  readonly now: Timestamp;
  readonly program: Program;
}

/** A verdict with the name of the waiver that turns it aside; null where none does. */
export interface WaivedVerdict {
  readonly verdict: ForeignVerdict;
  readonly waiver: string | null;
}

/** Looks for the waiver of a verdict. */
export function waived(verdict: ForeignVerdict, subject: WaivedSubject, { program, now }: WaivedBy): WaivedVerdict {
  return { verdict, waiver: isConcern(verdict) ? findWaiver(program, waivedRule(verdict), subject, now) : null };
}

function waivedRule({ policy, index, binding }: ForeignVerdict): WaivedRule {
  return { policy: policy.name, validation: validationName(index), binding };
}

/**
 * The verdicts on one object that are told. An engine that stops at a failure would go on if that one were accepted, so that a waiver never hides
 * what stands behind it.
 */
export function toldOf(verdicts: readonly WaivedVerdict[]): readonly WaivedVerdict[] {
  const stopped = new Set<ForeignPolicy>();
  return verdicts.filter(({ verdict: { policy, stops }, waiver }) => {
    if (stopped.has(policy)) return false;
    if (stops && waiver === null) stopped.add(policy);
    return true;
  });
}

/** A finding that a waiver turned aside. */
export function turnedAside(finding: Finding, waiver: WaiverDocument): Finding {
  return { ...finding, outcome: "waived", level: "note", waiver: waiverFacts(waiver) };
}

/** A verdict as the review of waivers takes it. */
export function elsewhere(verdict: ForeignVerdict, subject: WaivedSubject): VerdictElsewhere {
  const { outcome } = verdict;
  return { ...waivedRule(verdict), outcome: outcome === "skip" ? "not-applicable" : outcome, subject };
}
