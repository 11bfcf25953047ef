import type { Proposal } from "#core/model";
import { approvalSubject, isExpired } from "#core/receipts";
import type { SubmissionState } from "#core/store";
import { readProposal, type AuthorizationAnswer, type AuthorizationRequest } from "#core/wire";
import { parseJson } from "#core/model";
import { conformProposal, reasonsOf, Session, toMessage, type Judged, type Refusal, type RouteCall } from "#points/api";
import { factsOf } from "./facts.ts";
import { findingsOf } from "./findings.ts";
import { isoOf, msOf } from "./moment.ts";
import type { ApplyPorts, ApprovalStanding } from "./ports.ts";

/** Why a plan may not be applied: permanent words. */
export const APPLY_REFUSALS = [
  "receipt-of-another",
  "receipt-expired",
  "plan-changed",
  "already-used",
  "other-kinds",
  "denied",
  "held",
  "approval-waiting",
  "approval-refused",
  "approval-revoked",
  "approval-expired",
  "approval-outdated",
] as const;
export type ApplyRefusal = (typeof APPLY_REFUSALS)[number];

/** One request to apply a submission, at one time. */
interface Attempt {
  readonly state: SubmissionState;
  readonly request: AuthorizationRequest;
  readonly session: Session;
  /** `Caller.id` of whoever asks. */
  readonly by: string;
}

/**
 * Decides once more whether a submission may be applied, from scratch, with the bundle that decides now and the approvals that hold now; null where there is
 * no such submission.
 *
 * INVARIANT (single-use): of all requests for one submission one is let through, whatever replica they reach, because only one attempt gets its claim. The
 * decision is recorded before the claim, and the claim is durable before the answer. Rejects with `UnavailableError` when the store does not answer.
 */
export async function authorize(
  ports: ApplyPorts,
  { call, id }: { readonly call: RouteCall; readonly id: string },
  request: AuthorizationRequest,
): Promise<AuthorizationAnswer | null> {
  const state = await ports.submissions.find(id);
  if (state === null) return null;
  const record = ports.newId();
  const { caller, requestId } = call;
  const about = { record, point: "apply", approval: state.submission.approval } as const;
  // Recordings are of what policies say, which approvals and receipts are no part of.
  const session = new Session({ ...ports, heard: null }, { caller, requestId, about });
  const attempt = { state, request, session, by: caller.id };
  const judged = judgeAgain(attempt);
  const refusal = refusalBefore(attempt) ?? (await refusalOf(ports, attempt, judged));
  const [kept = judged] = await session.keep([settled(judged, refusal)]);
  if (kept.effect !== "allow") return answerOf(kept, attempt);
  const claim = {
    attempt: request.attempt,
    by: caller.id,
    at: isoOf(msOf(session.now)),
    record: ports.record === null ? null : record,
  };
  const claimed = await ports.submissions.claim(id, claim);
  const isClaimed = claimed.kind === "claimed" && claimed.claim.by === caller.id;
  return answerOf(isClaimed ? kept : settled(kept, ALREADY_USED), attempt);
}

function judgeAgain({ state, session }: Attempt): Judged {
  const proposal = storedProposal(state);
  if (factsOf(state.submission).kinds !== session.active.bundle.kindsDigest)
    return session.judge(OTHER_KINDS, proposal);
  return session.judge(conformProposal(session.active, proposal), proposal);
}

/** The proposal of a submission, as it was sent; throws for one that this version cannot read. */
export function storedProposal({ submission }: SubmissionState): Proposal {
  const parsed = parseJson(submission.proposal);
  const read = parsed.kind === "parsed" ? readProposal(parsed.value) : null;
  if (read?.kind === "read") return read.message;
  throw new RangeError(`the proposal of the submission ${submission.id} cannot be read`);
}

/** What stands against an attempt whatever policies say. */
function refusalBefore({ state: { submission, claim, outcome }, request, session, by }: Attempt): Refusal | null {
  const { plan, changes } = factsOf(submission);
  if (request.receipt.trim() !== submission.receipt.trim())
    return refuse("receipt-of-another", "This control plane has issued no such receipt for this submission");
  if (isExpired(submission, msOf(session.now)))
    return refuse("receipt-expired", `The receipt ended at ${submission.expiresAt}: submit the plan again`);
  if (request.plan !== plan.digest || request.changes !== changes)
    return refuse("plan-changed", "The plan is not the one that was submitted: submit it anew");
  const isMine = claim?.attempt === request.attempt && claim.by === by && outcome === null;
  return claim === null || isMine ? null : ALREADY_USED;
}

/** What stands against an attempt by what policies and approvers say. */
async function refusalOf(ports: ApplyPorts, attempt: Attempt, judged: Judged): Promise<Refusal | null> {
  if (judged.refusal !== null) return judged.refusal;
  const { approval } = attempt.state.submission;
  switch (judged.effect) {
    case "allow":
      return approval === null ? null : vetoOf(await stateOf(ports, approval, attempt));
    case "hold":
      if (approval === null) return refuse("held", "What decides now holds the plan: submit it again");
      return releaseOf(await stateOf(ports, approval, attempt), subjectOf(attempt, judged));
    default:
      return refuse("denied", "What decides now denies the plan");
  }
}

function stateOf(ports: ApplyPorts, approval: string, { session }: Attempt): Promise<ApprovalStanding | null> {
  return ports.approvals.find(approval, isoOf(msOf(session.now)));
}

/** What an approver said against it, whatever policies say. */
function vetoOf(standing: ApprovalStanding | null): Refusal | null {
  if (standing?.state === "refused") return refuse("approval-refused", "An approver has refused the plan");
  return standing?.state === "revoked" ? refuse("approval-revoked", "The approval of the plan was revoked") : null;
}

/** What keeps an approval from releasing a plan that is held; `subject` is what it would have to be of. */
function releaseOf(standing: ApprovalStanding | null, subject: string): Refusal | null {
  if (standing?.state === "waiting") return refuse("approval-waiting", "Nobody has approved the plan yet");
  const veto = vetoOf(standing);
  if (veto !== null) return veto;
  if (standing?.state !== "approved") return refuse("approval-expired", "The approval is over: submit the plan again");
  return standing.subject === subject ? null : OUTDATED;
}

/** The digest of what would have to be approved now. */
function subjectOf({ state: { submission } }: Attempt, judged: Judged): string {
  const { plan, changes, principal } = factsOf(submission);
  const { proposalDigest: proposal, bundleDigest: bundle } = toMessage(judged);
  return approvalSubject({ plan, changes, principal, proposal, bundle }, reasonsOf(judged));
}

const ALREADY_USED = refuse("already-used", "The receipt was used already: plan and submit again");
const OTHER_KINDS = refuse("other-kinds", "The kinds by which the plan was read have changed: submit it again");
const OUTDATED = refuse(
  "approval-outdated",
  "What was approved is not what is asked for now, since policies or their reasons have changed: submit the plan again",
);

function refuse(code: ApplyRefusal, message: string): Refusal {
  return { kind: "refused", code, message };
}

/** What comes of it: a denial with its reason, or an allow. */
function settled(judged: Judged, refusal: Refusal | null): Judged {
  return refusal === null ? { ...judged, effect: "allow" } : { ...judged, effect: "deny", refusal };
}

function answerOf(judged: Judged, { session }: Attempt): AuthorizationAnswer {
  const { refusal } = judged;
  return {
    refusal: refusal === null ? null : { code: refusal.code, message: refusal.message },
    decision: toMessage(judged),
    findings: findingsOf(judged, session),
  };
}
