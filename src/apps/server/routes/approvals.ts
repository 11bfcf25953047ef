import type { Caller } from "#core/access";
import {
  approvalState,
  refuseAnswer,
  type AnswerRefusal,
  type ApprovalAnswer,
  type StoredApproval,
} from "#core/approvals";
import type { Store } from "#core/store";
import {
  answerMessage,
  approvalsMessage,
  approvalsQuery,
  wholeApprovalMessage,
  type AnswerMessage,
  type ApprovalMessage,
  type ApprovalsMessage,
  type ApprovalsQuery,
  type WholeApprovalMessage,
} from "#core/wire";
import { ApiProblem, exchange, lookup, source, type Route, type RouteCall } from "#points/api";
import type { Recorder } from "../evidence/recorder.ts";
import type { Log } from "../telemetry/log.ts";

/** What the routes about approvals work on. */
export interface ApprovalPorts {
  readonly store: Store;
  readonly log: Log;
  /** Null where nothing is recorded. */
  readonly recorder: Pick<Recorder, "act" | "answered"> | null;
  readonly now: () => Date;
}

/** Requests for approval are listed, shown and answered here. Whoever needs one asks the store itself, and looks again when it uses it. */
export function approvalRoutes(ports: ApprovalPorts): readonly Route[] {
  return [listRoute(ports), showRoute(ports), answerRoute(ports)];
}

function listRoute({ store, now }: ApprovalPorts): Route {
  const told = {
    method: "GET",
    path: "/v1/approvals",
    permission: "read",
    summary: "Which approvals are asked for?",
  } as const;
  return lookup<ApprovalsQuery, ApprovalsMessage>(told, {
    query: approvalsQuery,
    response: approvalsMessage,
    handle: async (query) => {
      const at = now().toISOString();
      const found = await store.approvals.list({ ...query, subject: null, now: at, limit: query.limit + 1 });
      const page = found.slice(0, query.limit);
      const next = found.length > page.length ? (page.at(-1)?.request.id ?? null) : null;
      return { approvals: page.map((one) => withoutDetails(toMessage(one, at))), next };
    },
  });
}

function showRoute({ store, now }: ApprovalPorts): Route {
  const told = {
    method: "GET",
    path: "/v1/approvals/{id}",
    permission: "read",
    summary: "What is to be approved?",
  } as const;
  return source<WholeApprovalMessage>(told, wholeApprovalMessage, async ({ parameters: { id = "" } }) => {
    const found = await store.approvals.find(id);
    return found === null ? NONE : toMessage(found, now().toISOString());
  });
}

const NONE = new ApiProblem("not-found", "There is no such request for approval");

/** Whoever may read may ask, because the one who approved may revoke, whatever became of them; who may answer what is told by `refuseAnswer`. */
function answerRoute(ports: ApprovalPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/approvals/{id}/answer",
    permission: "read",
    summary: "Approve, refuse, or revoke an approval",
  } as const;
  return exchange<AnswerMessage, WholeApprovalMessage>(told, {
    request: answerMessage,
    response: wholeApprovalMessage,
    handle: (message, call) => answer(ports, message, call),
  });
}

/** Takes an answer, or says why it is not taken. */
export async function answer(ports: ApprovalPorts, message: AnswerMessage, call: RouteCall): Promise<Answered> {
  const { id = "" } = call.parameters;
  const found = await ports.store.approvals.find(id);
  if (found === null) return NONE;
  const at = ports.now().toISOString();
  const last = found.answers.at(-1);
  const isRepeated = last?.answer === message.answer && last.approver === call.caller.id;
  if (isRepeated) return toMessage(found, at);
  return objectionTo(message, call.caller, found, at) ?? give(ports, found, { ...message, at }, call);
}

type Answered = WholeApprovalMessage | ApiProblem;

function objectionTo(
  { answer: kind, reason }: AnswerMessage,
  caller: Caller,
  found: StoredApproval,
  at: string,
): ApiProblem | null {
  if (kind !== "approved" && reason.trim() === "") return new ApiProblem("invalid-request", "`reason` is needed");
  const refusal = refuseAnswer(caller, found, kind, at);
  return refusal === null ? null : problemOf(refusal);
}

// INVARIANT (recorded-first): an answer counts only once it is recorded. One that another overtook meanwhile is recorded as that.
async function give(
  { store, recorder, log }: ApprovalPorts,
  { request }: StoredApproval,
  given: Pick<ApprovalAnswer, "answer" | "reason" | "at">,
  { caller, requestId }: RouteCall,
): Promise<Answered> {
  await recorder?.answered(caller, request, given.answer);
  const answer = { request: request.id, approver: caller.id, approverName: caller.name, ...given };
  const result = await store.approvals.answer(answer);
  if (result.kind === "unknown") return NONE;
  if (result.kind === "conflict") {
    await recorder?.act(caller, "approval-answer-overtaken", request.id);
    return problemOf({ kind: "not-open", state: stateOf(result.approval, given.at) });
  }
  log.info("approval answered", { requestId, method: caller.method, approval: request.id, answer: given.answer });
  return toMessage(result.approval, given.at);
}

const REASONS: Readonly<Record<Extract<AnswerRefusal, { kind: "not-permitted" }>["why"], string>> = {
  "no-approver": "Only an approver may answer this",
  "is-author": "Who made a thing does not approve it",
  "is-requester": "Who asks for a thing does not approve it",
  "is-involved": "Neither what acts nor anybody on whose behalf it does approves it",
  "is-agent": "An agent approves nothing, on whosever behalf",
};

function problemOf(refusal: AnswerRefusal): ApiProblem {
  if (refusal.kind === "not-permitted") return new ApiProblem("forbidden", REASONS[refusal.why]);
  return new ApiProblem("conflict", `This request is ${refusal.state}`);
}

function stateOf({ request, answers }: StoredApproval, now: string): ApprovalMessage["state"] {
  return approvalState(request, answers, now);
}

/** A request with how it stands. */
export function toMessage(stored: StoredApproval, now: string): WholeApprovalMessage {
  const answers = stored.answers.map(({ request: _request, ...rest }) => rest);
  return { ...stored.request, state: stateOf(stored, now), answers, use: stored.use };
}

function withoutDetails({ details: _details, ...shown }: WholeApprovalMessage): ApprovalMessage {
  return shown;
}
