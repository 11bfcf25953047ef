export { jsonAnswer, problemAnswer, type ApiAnswer, type ProblemCode } from "./http/answer.ts";
export { answerRequest, type ApiRequest } from "./http/answer-request.ts";
export { openApi, type OpenApiInfo } from "./http/open-api.ts";
export {
  Accepted,
  ApiProblem,
  exchange,
  lookup,
  source,
  type Handled,
  type Route,
  type RouteCall,
} from "./http/route.ts";
export type { EventSink, StreamReply, StreamRequest } from "./http/stream.ts";
export { proposeEvaluation } from "./authzen/propose.ts";
export { conformProposal } from "./conform.ts";
export { inTime } from "./in-time.ts";
export { reasonsOf, Session, toMessage, type Judged, type Proposed, type Refusal, type SessionPorts } from "./judge.ts";
export type { AccessOffer, AccessRequests, HeldEvaluation } from "./ports.ts";
export type { ActiveBundle, ApiPorts, DecisionAbout, DecisionRecord, Directory, Heard, KnownEntity } from "./ports.ts";
export { ACCESS_REQUEST_PATH, decisionRoutes, EVALUATION_PATH, EVALUATIONS_PATH } from "./routes.ts";
