export { isAllowed, WritClient } from "./client.ts";
export { NoAnswerError, RefusedError, type NoAnswerCode } from "./errors.ts";
export type { ClientOptions } from "./send.ts";
export type { ActionInput, EvaluationInput, EvaluationsInput, ResourceInput, SubjectInput } from "./messages.ts";
export type {
  AnswerMessage,
  ApprovalMessage,
  ApprovalsMessage,
  ApprovalsQuery,
  DecisionMessage,
  EvaluationResponse,
  MeMessage as Me,
  ObligationMessage,
  Problem,
  ReasonMessage,
  VerdictMessage,
  WholeApprovalMessage,
} from "#core/wire";
export type { Context, Effect, Principal, Proposal, Resource } from "#core/model";
