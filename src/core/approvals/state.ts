import type { ApprovalAnswer, ApprovalRequest, ApprovalState, Instant, StoredApproval } from "#core/store";

/**
 * How a request stands at a point in time.
 *
 * Pure, and asked anew whenever an approval is used: it ends by itself, and whoever looks sees a revocation. An answer that was given when the request was
 * over, as by a clock that is behind, approves nothing; nor does a time that cannot be read.
 */
export function approvalState(
  request: Pick<ApprovalRequest, "expiresAt">,
  answers: readonly ApprovalAnswer[],
  now: Instant,
): ApprovalState {
  const [decision] = answers;
  if (answers.some(({ answer }) => answer === "revoked")) return "revoked";
  if (decision?.answer === "refused") return "refused";
  if (!isBefore(now, request.expiresAt)) return "expired";
  if (decision === undefined) return "waiting";
  return isBefore(decision.at, request.expiresAt) ? "approved" : "expired";
}

/** Whether a request stands in the place of another for the same: it is not over, and what was approved was not used up. */
export function isStanding({ request, use }: Pick<StoredApproval, "request" | "use">, now: Instant): boolean {
  return use === null && isBefore(now, request.expiresAt);
}

function isBefore(time: Instant, end: Instant): boolean {
  return Date.parse(time) < Date.parse(end);
}
