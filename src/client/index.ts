export { isAllowed, WritClient, type ClientOptions } from "./client.ts";
export { NoAnswerError, RefusedError } from "./errors.ts";
export type { ActionInput, EvaluationInput, EvaluationsInput, ResourceInput, SubjectInput } from "./messages.ts";
export type {
  DecisionMessage,
  EvaluationResponse,
  ObligationMessage,
  Problem,
  ReasonMessage,
  VerdictMessage,
} from "#core/wire";
export type { Context, Effect, Principal, Proposal, Resource } from "#core/model";
