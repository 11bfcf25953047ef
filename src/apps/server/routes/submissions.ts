import { approvalState, makeRequest } from "#core/approvals";
import { InvariantError, UnavailableError } from "#core/diagnostics";
import { signReceipt } from "#core/receipts";
import type { JsonObject, Store } from "#core/store";
import {
  authorizationAnswer,
  authorizationRequest,
  listedSubmission,
  listedSubmissions,
  MOST_SUBMISSIONS,
  outcomeAnswer,
  outcomeRequest,
  readTagged,
  receiptKeysAnswer,
  submissionAnswer,
  submissionRequest,
  type AuthorizationAnswer,
  type AuthorizationRequest,
  type ListedSubmission,
  type ListedSubmissions,
  type OutcomeAnswer,
  type OutcomeRequest,
  type ReceiptKeysAnswer,
  type SubmissionAnswer,
  type SubmissionRequest,
} from "#core/wire";
import { ApiProblem, exchange, source, type Route, type SessionPorts } from "#points/api";
import { authorize, conclude, submit, toListed, type ApplyPorts, type Approvals } from "#points/apply";
import type { Recorder } from "../evidence/recorder.ts";
import { stampNow } from "../evidence/stamp.ts";
import type { ReceiptKeys } from "../receipts/receipt-keys.ts";

/** What the routes about submissions work on. */
export interface SubmissionPorts extends SessionPorts {
  readonly store: Store;
  readonly receipts: ReceiptKeys;
  readonly receiptMinutes: number;
  /** Null where nothing is recorded. */
  readonly recorder: Recorder | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Plans are submitted, let be applied once, and their outcomes told here. */
export function submissionRoutes(ports: SubmissionPorts): readonly Route[] {
  const apply = applyPorts(ports);
  return [submitRoute(apply), authorizeRoute(apply), outcomeRoute(apply), ...lookRoutes(ports)];
}

function applyPorts({
  active,
  now,
  record: keep,
  heard,
  store,
  receipts,
  receiptMinutes,
  recorder,
  clock,
}: SubmissionPorts): ApplyPorts {
  return {
    active,
    now,
    record: keep,
    heard,
    submissions: store.submissions,
    approvals: approvalsIn(store),
    origin: receipts.signer.name,
    sign: (receipt) => signReceipt(receipts.signer, receipt),
    receiptMs: receiptMinutes * 60_000,
    newId: () => stampNow(clock()).id,
    recordEffect: recorder === null ? null : (effect) => recorder.effect(effect),
  };
}

function approvalsIn({ approvals }: Store): Approvals {
  return {
    ask: async (question) => {
      const details: JsonObject = JSON.parse(JSON.stringify(question.details));
      const made = makeRequest({ ...question, details, kind: "submission", author: null });
      if (made.kind === "too-large") throw new InvariantError("approval-details", "the details of a plan were not cut");
      const { kind } = await approvals.ask(made.request);
      if (kind === "taken")
        throw new UnavailableError("approval-id-taken", "The id of an approval is taken: ask again");
    },
    find: async (id, now) => {
      const found = await approvals.find(id);
      if (found?.request.kind !== "submission") return null;
      return { subject: found.request.subject, state: approvalState(found.request, found.answers, now) };
    },
  };
}

const NO_SUCH = ["not-found", "There is no such submission"] as const;

function submitRoute(ports: ApplyPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/submissions",
    permission: "decide",
    summary: "Submit a plan: may it be applied?",
    status: 201,
  } as const;
  return exchange<SubmissionRequest, SubmissionAnswer>(told, {
    request: submissionRequest,
    response: submissionAnswer,
    read: (body) => readTagged(submissionRequest, body),
    handle: async (request, call) => {
      const submitted = await submit(ports, call, request);
      return submitted.kind === "submitted" ? submitted.answer : new ApiProblem("conflict", submitted.message);
    },
  });
}

function authorizeRoute(ports: ApplyPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/submissions/{id}/authorize",
    permission: "decide",
    summary: "May this plan be applied now, this once?",
  } as const;
  return exchange<AuthorizationRequest, AuthorizationAnswer>(told, {
    request: authorizationRequest,
    response: authorizationAnswer,
    handle: async (request, call) => {
      const { id = "" } = call.parameters;
      return (await authorize(ports, { call, id }, request)) ?? new ApiProblem(...NO_SUCH);
    },
  });
}

function outcomeRoute(ports: ApplyPorts): Route {
  const told = {
    method: "POST",
    path: "/v1/submissions/{id}/outcome",
    permission: "decide",
    summary: "Tell what became of a plan",
  } as const;
  return exchange<OutcomeRequest, OutcomeAnswer>(told, {
    request: outcomeRequest,
    response: outcomeAnswer,
    read: (body) => readTagged(outcomeRequest, body),
    handle: async (request, call) => {
      const { id = "" } = call.parameters;
      const answer = await conclude(ports, { call, id }, request);
      if (answer === null) return new ApiProblem(...NO_SUCH);
      return "code" in answer ? new ApiProblem("conflict", answer.message) : answer;
    },
  });
}

function lookRoutes({ store, receipts, clock }: SubmissionPorts): readonly Route[] {
  return [
    source<ListedSubmissions>(look("/v1/submissions", "Which plans were submitted?"), listedSubmissions, async () => ({
      submissions: (await store.submissions.list(MOST_SUBMISSIONS)).map((state) => toListed(state, clock())),
    })),
    source<ListedSubmission>(
      look("/v1/submissions/{id}", "How does a submission stand?"),
      listedSubmission,
      async ({ parameters: { id = "" } }) => {
        const state = await store.submissions.find(id);
        return state === null ? new ApiProblem(...NO_SUCH) : toListed(state, clock());
      },
    ),
    source<ReceiptKeysAnswer>(look("/v1/receipts/keys", "Who signs receipts here?"), receiptKeysAnswer, async () => ({
      keys: await receipts.list(),
    })),
  ];
}

function look(path: string, summary: string) {
  return { method: "GET", path, permission: "read", summary } as const;
}
