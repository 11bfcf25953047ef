import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import {
  evaluationRequest,
  readMessage,
  withoutApproval,
  withShared,
  type EvaluationRequest,
  type EvaluationResponse,
  type EvaluationsRequest,
  type EvaluationsResponse,
  type Semantic,
} from "#core/wire";
import type { Caller } from "#core/access";
import type { Judged, Session } from "../judge.ts";
import type { AccessRequests } from "../ports.ts";
import { answerOf } from "./answer.ts";
import { proposeEvaluation } from "./propose.ts";

/** Answers one evaluation. */
export async function evaluate(session: Session, request: EvaluationRequest): Promise<EvaluationResponse> {
  const [judged] = await session.keep([session.judge(proposeEvaluation(session.active, request), request)]);
  return judged === undefined ? { decision: false } : answerOf(judged);
}

/**
 * Answers one evaluation, where what is held may be approved: one that names its approval is decided again from scratch, and goes on once; one that does not is
 * told how to ask for it.
 */
export async function evaluateOrOffer(
  session: Session,
  request: EvaluationRequest,
  { caller, requests }: { readonly caller: Caller; readonly requests: AccessRequests },
): Promise<EvaluationResponse> {
  const { asked, approval } = withoutApproval(request);
  const judged = session.judge(proposeEvaluation(session.active, asked), asked);
  const held = { caller, asked, judged };
  const mayGoOn = canBeApproved(judged);
  const release = mayGoOn && approval !== null ? await requests.release(held, approval) : null;
  if (approval !== null && release !== null) {
    const about = { record: release.record, point: "api", approval } as const;
    const [kept = judged] = await session.keep([{ ...judged, effect: "allow" }], about);
    return kept.effect === "allow" ? { decision: true } : answerOf(kept);
  }
  const [kept = judged] = await session.keep([judged]);
  const { context, ...answered } = answerOf(kept);
  if (!mayGoOn || kept.effect !== "hold") return context === undefined ? answered : { ...answered, context };
  const reason = approval === null ? "approval_required" : "approval_unverifiable";
  const access_request: ValueObject = { ...requests.offer(held) };
  return { ...answered, context: { ...context, reason, next_action: "request", access_request } };
}

/** Whether an approval is all that is missing: what has to be looked at again later is not made good by anybody. */
function canBeApproved({ effect, decision, proposal }: Judged): boolean {
  if (effect !== "hold" || decision === null) return false;
  return proposal?.principal.kind === "agent" || decision.obligations.every(({ code }) => code !== "recheck");
}

/** Answers evaluations that share what `message`, the request as a whole, says; as far as their semantic goes. */
export async function evaluateAll(
  session: Session,
  { evaluations, options }: EvaluationsRequest,
  message: Value,
): Promise<EvaluationsResponse> {
  const shared = isObject(message) ? message : {};
  const items: (Judged | EvaluationResponse)[] = [];
  for (const evaluation of evaluations) {
    const item = judgeOne(session, evaluation, shared);
    items.push(item);
    if (isLast(options.evaluations_semantic, isPermit(item))) break;
  }
  const kept = await session.keep(items.filter(isJudged));
  let next = 0;
  return { evaluations: items.map((item) => (isJudged(item) ? answer(kept[next++]) : item)) };
}

function judgeOne(session: Session, evaluation: Value, shared: ValueObject): Judged | EvaluationResponse {
  const read = readMessage(evaluationRequest, withShared(evaluation, shared));
  if (read.kind === "read") return session.judge(proposeEvaluation(session.active, read.message), read.message);
  const message = read.problems.map((problem) => problem.message).join("; ");
  return { decision: false, context: { error: { status: 400, message } } };
}

function isJudged(item: Judged | EvaluationResponse): item is Judged {
  return "bundleDigest" in item;
}

function isPermit(item: Judged | EvaluationResponse): boolean {
  return isJudged(item) && answerOf(item).decision;
}

function isLast(semantic: Semantic, isPermitted: boolean): boolean {
  if (semantic === "deny_on_first_deny") return !isPermitted;
  return semantic === "permit_on_first_permit" && isPermitted;
}

function answer(judged: Judged | undefined): EvaluationResponse {
  return judged === undefined ? { decision: false } : answerOf(judged);
}
