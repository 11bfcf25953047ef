import type { Caller } from "./caller.ts";
import { mayCall } from "./roles.ts";

/** What is to be approved, by whom it was made: the `id` of callers, which is that of whoever answers for them. */
export interface ApprovalSubject {
  readonly author: string | null;
  readonly requester: string | null;
  /** Who else has a part in it. */
  readonly involved?: readonly string[] | undefined;
}

/** Why a caller may not approve. */
export type ApprovalRefusal = "no-approver" | "is-author" | "is-requester" | "is-involved";

/**
 * Whether a caller may approve something; null when nothing stands against it. Neither who wrote it, nor who asks for it, nor who has
 * another part in it may, whatever their roles.
 */
export function refuseApproval(
  caller: Pick<Caller, "id" | "roles">,
  { author, requester, involved = [] }: ApprovalSubject,
): ApprovalRefusal | null {
  if (!mayCall(caller, "approve")) return "no-approver";
  if (caller.id === author) return "is-author";
  if (caller.id === requester) return "is-requester";
  return involved.includes(caller.id) ? "is-involved" : null;
}
