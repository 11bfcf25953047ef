import type { SubmissionState } from "#core/store";
import { isExpired } from "#core/receipts";
import type { ListedSubmission, SubmissionFinding, ToldOutcome } from "#core/wire";
import { readOutcome } from "./conclude.ts";
import { factsOf } from "./facts.ts";

/** A submission as it is listed, at a point in time (milliseconds since 1970). */
export function toListed({ submission, claim, outcome }: SubmissionState, now: number): ListedSubmission {
  const { plan, bundle, effect, summary, principal, run } = factsOf(submission);
  const told = outcome === null ? null : toTold(outcome.at, outcome.told);
  const waiting = isExpired(submission, now) ? "expired" : "submitted";
  return {
    id: submission.id,
    // Whoever was let apply a plan may have done so and died, and nobody knows until it is told.
    state: told?.status ?? (claim === null ? waiting : "unknown"),
    submittedAt: submission.submittedAt,
    expiresAt: submission.expiresAt,
    principal,
    plan,
    bundle,
    effect,
    summary,
    approval: submission.approval,
    run,
    authorizedAt: claim?.at ?? null,
    authorizedBy: claim?.by ?? null,
    outcome: told,
  };
}

function toTold(at: string, text: string): ToldOutcome {
  const { status, exitCode, agreement, findings } = readOutcome(text);
  const open = findings.filter(isOpen).length;
  return { status, at, exitCode, agreement, violations: findings.length - open, open };
}

function isOpen({ outcome }: SubmissionFinding): boolean {
  return outcome === "unknown";
}
