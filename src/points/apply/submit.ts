import { principalOfCaller, type Caller } from "#core/access";
import { UnavailableError } from "#core/diagnostics";
import type { Proposal } from "#core/model";
import { approvalSubject, changesDigest, type Receipt } from "#core/receipts";
import { writeProposal, type SubmissionAnswer, type SubmissionFinding, type SubmissionRequest } from "#core/wire";
import { conformProposal, reasonsOf, Session, toMessage, type Judged, type Refusal, type RouteCall } from "#points/api";
import { detailsOf, summaryOf } from "./details.ts";
import { writeFacts } from "./facts.ts";
import { findingsOf } from "./findings.ts";
import { isoOf, msOf } from "./moment.ts";
import type { ApplyPorts } from "./ports.ts";
import { proposalOf } from "./proposal.ts";

export type Submitted = { readonly kind: "submitted"; readonly answer: SubmissionAnswer } | Refusal;

/**
 * Decides on a plan, and keeps it with what was decided.
 *
 * INVARIANT (recorded-first): the decision is a record of evidence before there is a receipt or a request for an approval. Rejects with `UnavailableError`
 * when it cannot be recorded or kept: then there is no receipt, and nothing to apply.
 */
export async function submit(ports: ApplyPorts, call: RouteCall, request: SubmissionRequest): Promise<Submitted> {
  const record = ports.newId();
  const { caller, requestId } = call;
  const session = new Session(ports, { caller, requestId, about: { record, point: "apply", approval: null } });
  if (request.kinds !== session.active.bundle.kindsDigest) return OTHER_KINDS;
  const proposal = proposalOf(request.changes, principalOfCaller(caller), request.run);
  const [judged] = await session.keep([session.judge(conformProposal(session.active, proposal), proposal)]);
  if (judged === undefined || judged.refusal?.code === "evidence-unavailable") throw unrecorded();
  const findings = findingsOf(judged, session);
  const id = ports.newId();
  const approval = judged.effect === "hold" ? ports.newId() : null;
  const content = receiptOf({ id, approval, record: ports.record === null ? null : record }, judged, {
    request,
    proposal,
    ports,
    nowMs: msOf(session.now),
  });
  const receipt = await ports.sign(content);
  if (approval !== null) await ask(ports, { judged, content, findings, request, proposal, requester: caller });
  await ports.submissions.add({
    id,
    submittedAt: content.issuedAt,
    expiresAt: content.expiresAt,
    submittedBy: caller.id,
    proposal: writeProposal(proposal),
    receipt,
    facts: factsText(content, { request, summary: summaryOf(proposal, findings) }),
    approval,
  });
  const answer = { id, decision: toMessage(judged), findings, receipt, approval, expiresAt: content.expiresAt };
  return { kind: "submitted", answer };
}

const OTHER_KINDS: Refusal = {
  kind: "refused",
  code: "other-kinds",
  message:
    "The plan was read by other kinds than decide here: use the version of Writ that the control plane has, with its documents of kinds as `--policy`",
};

function unrecorded(): UnavailableError {
  return new UnavailableError("evidence-unavailable", "The decision on a submission could not be recorded");
}

interface Names {
  readonly id: string;
  readonly approval: string | null;
  readonly record: string | null;
}

interface Circumstances {
  readonly request: SubmissionRequest;
  readonly proposal: Proposal;
  readonly ports: ApplyPorts;
  readonly nowMs: number;
}

function receiptOf(
  { id, approval, record }: Names,
  judged: Judged,
  { request, proposal, ports, nowMs }: Circumstances,
): Receipt {
  const { kind, id: principal, chain } = proposal.principal;
  const { effect, obligations, proposalDigest, bundleDigest } = toMessage(judged);
  return {
    submission: id,
    origin: ports.origin,
    plan: request.plan,
    changes: changesDigest(request.changes),
    proposal: proposalDigest,
    bundle: bundleDigest,
    principal: { kind, id: principal, chain },
    effect,
    obligations,
    approval,
    record,
    issuedAt: isoOf(nowMs),
    expiresAt: isoOf(nowMs + ports.receiptMs),
  };
}

interface Held {
  readonly judged: Judged;
  readonly content: Receipt;
  readonly findings: readonly SubmissionFinding[];
  readonly request: SubmissionRequest;
  readonly proposal: Proposal;
  readonly requester: Caller;
}

async function ask(
  ports: ApplyPorts,
  { judged, content, findings, request, proposal, requester }: Held,
): Promise<void> {
  const { plan, run } = request;
  await ports.approvals.ask({
    id: content.approval ?? "",
    subject: approvalSubject(content, reasonsOf(judged)),
    requester: requester.id,
    requesterName: requester.name,
    summary: summaryOf(proposal, findings),
    details: detailsOf(proposal, { plan, run, findings }),
    requestedAt: content.issuedAt,
    expiresAt: content.expiresAt,
  });
}

function factsText(
  { plan, changes, bundle, effect, principal }: Receipt,
  { request, summary }: { readonly request: SubmissionRequest; readonly summary: string },
): string {
  return writeFacts({ plan, changes, bundle, effect, principal, kinds: request.kinds, summary, run: request.run });
}
