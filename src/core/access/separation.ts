import { mayCall, type Caller } from "./roles.ts";

/** What is to be approved, by whom it was made: ids of callers, or of the principals on whose behalf they act. */
export interface ApprovalSubject {
  readonly author: string | null;
  readonly requester: string | null;
}

/** Why a caller may not approve. */
export type ApprovalRefusal = "no-approver" | "is-author" | "is-requester";

/**
 * Whether a caller may approve something; null when nothing stands against it. Neither who wrote it nor who asks for it may, whatever their roles.
 */
export function refuseApproval(caller: Caller, { author, requester }: ApprovalSubject): ApprovalRefusal | null {
  if (!mayCall(caller, "approve")) return "no-approver";
  if (caller.id === author) return "is-author";
  return caller.id === requester ? "is-requester" : null;
}
