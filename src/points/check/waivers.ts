import { DEFAULT_WARN_DAYS, type WaiverDocument } from "#core/documents";
import { reviewWaivers, type WaiverReview } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Finding, FindingWaiver, WaiverStanding } from "#core/model";
import type { ReviewedReading } from "./admission/review.ts";
import type { ProposedReading } from "./propose.ts";
import type { CheckRequest } from "./run.ts";

/** Everything that was judged, by Writ's own policies and by those of others. */
export interface JudgedReadings {
  readonly proposed: readonly ProposedReading[];
  readonly reviewed: readonly ReviewedReading[];
}

/** How every loaded waiver stands by what was judged; null when nothing was. */
export function reviewAll(
  { program, bundle }: Pick<CheckRequest, "program" | "bundle">,
  judged: JudgedReadings | null,
  now: Timestamp,
): readonly WaiverReview[] {
  const warnDays = bundle.settings?.spec.waivers.warnDays ?? DEFAULT_WARN_DAYS;
  const all = judged && {
    proposals: judged.proposed.map(({ proposal }) => proposal),
    elsewhere: judged.reviewed.flatMap(({ verdicts }) => verdicts),
  };
  return reviewWaivers(program, all, { now, warnDays });
}

/**
 * Whether a run has to tell of a waiver: it is about something that was judged, or a finding stands that it may have been meant for. One run
 * judges a part of what an organisation has, so that silence about the other waivers is no news; `writ waivers` tells of all.
 */
export function isToldOf({ matched, document: { spec } }: WaiverReview, findings: readonly Finding[]): boolean {
  return (
    matched ||
    findings.some(
      ({ policy, validation, outcome }) =>
        outcome !== "waived" && policy === spec.policy && (spec.validation === null || spec.validation === validation),
    )
  );
}

/** What a report tells of a waiver wherever it names one. */
export function waiverFacts({ metadata, spec }: WaiverDocument): FindingWaiver {
  const { reason, owner, approver, category, ticket, expires } = spec;
  return { id: metadata.name, reason, owner, approver, category, ticket, expires };
}

/** A review as reports have it. */
export function standingOf({ document, matched: _matched, ...review }: WaiverReview): WaiverStanding {
  const { policy, validation, binding, resource } = document.spec;
  const { file, start } = document.origin.at(["metadata", "name"]);
  return {
    ...waiverFacts(document),
    ...review,
    policy,
    validation,
    binding,
    resource: resource.id,
    file,
    line: start.line,
  };
}
