import type { Diagnostic } from "#core/diagnostics";
import type { WaiverReview, WaiverState } from "./review-waivers.ts";

/** What whoever looks after waivers should know of them: for each what is wrong with it, that it ends soon, and what it overlaps with. */
export function describeWaivers(reviews: readonly WaiverReview[]): readonly Diagnostic[] {
  return reviews.flatMap((review) => {
    const problems = [
      PROBLEMS[review.state]?.(review),
      review.endsSoon ? endingSoon(review) : undefined,
      review.overlaps === null ? undefined : overlapping(review, review.overlaps),
    ];
    return problems.filter((one) => one !== undefined).map((one) => placed(review, one));
  });
}

/** A problem at the value of the waiver that `path` leads to. */
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly path: readonly string[];
}

const PROBLEMS: Readonly<Partial<Record<WaiverState, (review: WaiverReview) => Problem>>> = {
  "self-approved": (review) => ({
    code: "waiver-self-approved",
    message: `${named(review)} was approved by its author, so it turns nothing aside`,
    hint: "Let somebody else approve it",
    path: ["spec", "approver"],
  }),
  expired: (review) => ({
    code: "waiver-expired",
    message: `${named(review)} ended at ${review.document.spec.expires}, so it turns nothing aside`,
    hint: review.findings > 0 ? "Repair what it was for, or have it approved anew" : "Remove it",
    path: ["spec", "expires"],
  }),
  "content-changed": (review) => ({
    code: "waiver-content-changed",
    message: `${named(review)} turns nothing aside: \`${idOf(review)}\` is no longer what was accepted, since its digest is another one`,
    hint: "Repair the resource, or have what it is now approved (`writ waive` drafts the waiver)",
    path: ["spec", "digest"],
  }),
  unmatched: (review) => ({
    code: "waiver-unmatched",
    message: `${named(review)} was never matched: no input holds a \`${idOf(review)}\` that \`${ruleOf(review)}\` judges`,
    hint: "Correct `spec.resource`, or remove the waiver if the resource is gone",
    path: ["spec", "resource"],
  }),
  unneeded: (review) => ({
    code: "waiver-unneeded",
    message: `${named(review)} is no longer needed: \`${idOf(review)}\` satisfies \`${ruleOf(review)}\``,
    hint: "Remove it",
    path: ["metadata", "name"],
  }),
};

function endingSoon(review: WaiverReview): Problem {
  const days = review.daysLeft ?? 0;
  const when = days === 0 ? "in less than a day" : `in ${days} ${days === 1 ? "day" : "days"}`;
  return {
    code: "waiver-ends-soon",
    message: `${named(review)} ends ${when}, at ${review.document.spec.expires}`,
    hint: "Repair what it is for, or have it approved anew",
    path: ["spec", "expires"],
  };
}

function overlapping(review: WaiverReview, other: string): Problem {
  return {
    code: "waiver-overlap",
    message: `${named(review)} overlaps with \`${other}\`, which counts where both are about a finding`,
    hint: "Keep one of them, or narrow one by `validation`, `binding`, `type`, `scope` or `digest`",
    path: ["metadata", "name"],
  };
}

function placed({ document }: WaiverReview, { path, ...problem }: Problem): Diagnostic {
  return { ...problem, severity: "warning", span: document.origin.at(path) };
}

function named({ document }: WaiverReview): string {
  return `Waiver \`${document.metadata.name}\``;
}

function idOf({ document }: WaiverReview): string {
  return document.spec.resource.id;
}

function ruleOf({ document: { spec } }: WaiverReview): string {
  return spec.validation === null ? spec.policy : `${spec.policy}/${spec.validation}`;
}
