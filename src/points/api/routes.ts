import type { Proposal } from "#core/model";
import type { Value } from "#core/language";
import {
  actionSearch,
  decisionMessage,
  either,
  evaluationRequest,
  evaluationResponse,
  evaluationsRequest,
  evaluationsResponse,
  metadata,
  proposal,
  readMessage,
  readProposal,
  resourceSearch,
  searchResponse,
  subjectSearch,
  type DecisionMessage,
  type EvaluationRequest,
  type EvaluationResponse,
  type EvaluationsRequest,
  type EvaluationsResponse,
  type Metadata,
  type SearchResponse,
} from "#core/wire";
import { evaluate, evaluateAll, evaluateOrOffer } from "./authzen/evaluate.ts";
import { searchActions, searchResources, searchSubjects, type SearchOutcome } from "./authzen/search.ts";
import { conformProposal } from "./conform.ts";
import {
  decisionsMessage,
  proposalsMessage,
  readProposals,
  type DecisionsMessage,
  type ProposalsMessage,
} from "./batch.ts";
import { ApiProblem, exchange, source, type Handled, type Route, type RouteCall } from "./http/route.ts";
import { Session, toMessage } from "./judge.ts";
import type { ApiPorts } from "./ports.ts";

export const EVALUATION_PATH = "/access/v1/evaluation";
export const ACCESS_REQUEST_PATH = "/access/v1/requests";
const ACCESS_REQUEST_CAPABILITY = "urn:openid:authzen:capability:access-request";
export const EVALUATIONS_PATH = "/access/v1/evaluations";

/** Everything that this point can be asked. */
export function decisionRoutes(ports: ApiPorts): readonly Route[] {
  return [...evaluationRoutes(ports), ...searchRoutes(ports), ...decideRoutes(ports), metadataRoute(ports)];
}

function evaluationRoutes(ports: ApiPorts): readonly Route[] {
  return [
    exchange(
      { method: "POST", path: EVALUATION_PATH, permission: "decide", summary: "AuthZEN: may a subject do this?" },
      {
        request: evaluationRequest,
        response: evaluationResponse,
        handle: (request, call) => evaluateOne(ports, request, call),
      },
    ),
    exchange<EvaluationsRequest, EvaluationsResponse | EvaluationResponse>(
      { method: "POST", path: EVALUATIONS_PATH, permission: "decide", summary: "AuthZEN: may subjects do these?" },
      {
        request: evaluationsRequest,
        response: either<EvaluationsResponse, EvaluationResponse>(evaluationsResponse, evaluationResponse),
        handle: (request, call, body) => evaluateMany(new Session(ports, call), request, body),
      },
    ),
  ];
}

function evaluateOne(ports: ApiPorts, request: EvaluationRequest, call: RouteCall): Promise<EvaluationResponse> {
  const { requests } = ports;
  const session = new Session(ports, call);
  if (requests === undefined) return evaluate(session, request);
  return evaluateOrOffer(session, request, { caller: call.caller, requests });
}

/** Without a list it is the one evaluation that the request itself is. */
async function evaluateMany(
  session: Session,
  request: EvaluationsRequest,
  body: Value,
): Promise<Handled<EvaluationsResponse | EvaluationResponse>> {
  if (request.evaluations.length > 0) return evaluateAll(session, request, body);
  const single = readMessage(evaluationRequest, body);
  if (single.kind === "read") return evaluate(session, single.message);
  return new ApiProblem("invalid-request", single.problems[0]?.message, single.problems);
}

function searchRoutes(ports: ApiPorts): readonly Route[] {
  const { directory } = ports;
  return [
    exchange(search("subject", "which subjects may do this?"), {
      request: subjectSearch,
      response: searchResponse,
      handle: (message, call) => found(searchSubjects(new Session(ports, call), directory, message)),
    }),
    exchange(search("resource", "to which resources may it be done?"), {
      request: resourceSearch,
      response: searchResponse,
      handle: (message, call) => found(searchResources(new Session(ports, call), directory, message)),
    }),
    exchange(search("action", "what may the subject do?"), {
      request: actionSearch,
      response: searchResponse,
      handle: (message, call) => found(searchActions(new Session(ports, call), message)),
    }),
  ];
}

function search(what: string, summary: string): Pick<Route, "method" | "path" | "permission" | "summary"> {
  return { method: "POST", path: `/access/v1/search/${what}`, permission: "decide", summary: `AuthZEN: ${summary}` };
}

function found(outcome: SearchOutcome): Handled<SearchResponse> {
  if (outcome.kind === "found") return outcome.response;
  if (outcome.kind === "unknown-page")
    return new ApiProblem("invalid-request", "`page.token` is of no page of this search");
  return new ApiProblem("too-many-candidates", `${outcome.count} entities are more than are searched at once`);
}

function decideRoutes(ports: ApiPorts): readonly Route[] {
  return [
    exchange<Proposal, DecisionMessage>(
      { method: "POST", path: "/v1/decide", permission: "decide", summary: "Decide on a proposal" },
      {
        request: proposal,
        response: decisionMessage,
        read: readProposal,
        handle: async (one, call) => (await decideAll(ports, call, [one]))[0] ?? new ApiProblem("internal-error"),
      },
    ),
    exchange<ProposalsMessage, DecisionsMessage>(
      {
        method: "POST",
        path: "/v1/decide/batch",
        permission: "decide",
        summary: "Decide on proposals, each by itself",
      },
      {
        request: proposalsMessage,
        response: decisionsMessage,
        read: readProposals,
        handle: async ({ proposals }, call) => ({ decisions: await decideAll(ports, call, proposals) }),
      },
    ),
  ];
}

async function decideAll(
  ports: ApiPorts,
  call: RouteCall,
  proposals: readonly Proposal[],
): Promise<readonly DecisionMessage[]> {
  const session = new Session(ports, call);
  const judged = proposals.map((one) => session.judge(conformProposal(session.active, one), one));
  return (await session.keep(judged)).map(toMessage);
}

const metadataRoute = ({ requests }: ApiPorts): Route =>
  source<Metadata>(
    {
      method: "GET",
      path: "/.well-known/authzen-configuration",
      permission: null,
      summary: "AuthZEN: where to ask what",
    },
    metadata,
    ({ origin }) => ({
      policy_decision_point: origin,
      access_evaluation_endpoint: origin + EVALUATION_PATH,
      access_evaluations_endpoint: origin + EVALUATIONS_PATH,
      search_subject_endpoint: `${origin}/access/v1/search/subject`,
      search_resource_endpoint: `${origin}/access/v1/search/resource`,
      search_action_endpoint: `${origin}/access/v1/search/action`,
      ...(requests === undefined
        ? {}
        : { access_request_endpoint: origin + ACCESS_REQUEST_PATH, capabilities: [ACCESS_REQUEST_CAPABILITY] }),
    }),
  );
