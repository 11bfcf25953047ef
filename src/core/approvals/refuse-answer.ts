import { mayCall, refuseApproval, type ApprovalRefusal, type Caller } from "#core/access";
import type { ApprovalAnswerKind, ApprovalState, Instant, StoredApproval } from "#core/store";
import { approvalState } from "./state.ts";

/** Why an answer is not taken: who answers, or how it stands. */
export type AnswerRefusal =
  | { readonly kind: "not-permitted"; readonly why: ApprovalRefusal | "is-agent" }
  | { readonly kind: "not-open"; readonly state: ApprovalState };

/**
 * Whether a caller may answer a request now; null when nothing stands against it.
 *
 * Whoever approves or refuses is an approver, and neither who made the thing nor who asks for it, nor an agent, on whosever behalf. The first answer
 * decides. What it approved may be revoked by any approver, and by the one who approved, as long as it is not over.
 */
export function refuseAnswer(
  caller: Caller,
  { request, answers }: StoredApproval,
  answer: ApprovalAnswerKind,
  now: Instant,
): AnswerRefusal | null {
  const isApproved = answers.some(({ answer: one, approver }) => one === "approved" && approver === caller.id);
  const why = answer === "revoked" ? refuseRevocation(caller, isApproved) : refuseDecision(caller, request);
  if (why !== null) return { kind: "not-permitted", why };
  const state = approvalState(request, answers, now);
  return state === (answer === "revoked" ? "approved" : "waiting") ? null : { kind: "not-open", state };
}

function refuseDecision(
  caller: Caller,
  request: StoredApproval["request"],
): Extract<AnswerRefusal, { kind: "not-permitted" }>["why"] | null {
  return caller.principal.kind === "agent" ? "is-agent" : refuseApproval(caller, request);
}

function refuseRevocation(caller: Caller, isOwn: boolean): ApprovalRefusal | null {
  return isOwn || mayCall(caller, "approve") ? null : "no-approver";
}
