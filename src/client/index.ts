export { isAllowed, WritClient } from "./client.ts";
export { NoAnswerError, RefusedError, type NoAnswerCode } from "./errors.ts";
export type { ClientOptions } from "./send.ts";
export type {
  ActionInput,
  CandidateInput,
  EvaluationInput,
  EvaluationsInput,
  RangeInput,
  ReplayInput,
  ResourceInput,
  SubjectInput,
} from "./messages.ts";
export type {
  AnswerMessage,
  ApprovalMessage,
  ApprovalsMessage,
  ApprovalsQuery,
  DecisionMessage,
  EvaluationResponse,
  ForgetAnswer,
  MeMessage as Me,
  ObligationMessage,
  Problem,
  ReasonMessage,
  RecordingMessage,
  RecordingsMessage,
  ReplayAnswer,
  ShadowAnswer,
  VerdictMessage,
  WholeApprovalMessage,
} from "#core/wire";
export type { Context, Effect, Principal, Proposal, Resource } from "#core/model";
