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
  ActivatedMessage,
  ActivationRequest,
  AnswerMessage,
  ApprovalMessage,
  ApprovalsMessage,
  ApprovalsQuery,
  BundleMessage,
  DecisionMessage,
  EvaluationResponse,
  FileMessage,
  ForgetAnswer,
  HistoryMessage,
  MeMessage as Me,
  ObligationMessage,
  Problem,
  ReasonMessage,
  RecordingMessage,
  RecordingsMessage,
  ReplayAnswer,
  RollbackRequest,
  ShadowAnswer,
  UploadMessage,
  VerdictMessage,
  WholeApprovalMessage,
} from "#core/wire";
export type { Context, Effect, Principal, Proposal, Resource } from "#core/model";
