export {
  reviewAnswerMessage,
  type ReviewAnswer,
  type ReviewAnswerMessage,
  type ReviewStatus,
} from "./admission/answer.ts";
export {
  reviewMessage,
  type GroupVersionKind,
  type GroupVersionResource,
  type ReviewedUser,
  type ReviewMessage,
  type ReviewRequest,
} from "./admission/review.ts";
export {
  answerMessage,
  approvalsMessage,
  approvalsQuery,
  wholeApprovalMessage,
  type AnswerMessage,
  type ApprovalMessage,
  type ApprovalsMessage,
  type ApprovalsQuery,
  type WholeApprovalMessage,
} from "./approvals/approvals.ts";
export {
  DISCLOSURE_NAMES,
  disclosuresMessage,
  disclosuresRequest,
  MOST_DIGESTS,
  type DisclosureName,
  type DisclosuresMessage,
  type DisclosuresRequest,
} from "./disclosures/disclosures.ts";
export { erasedMessage, erasureMessage, type ErasedMessage, type ErasureMessage } from "./erasure/erasure.ts";
export {
  accessRequestMessage,
  taskMessage,
  withoutApproval,
  type AccessRequestMessage,
  type TaskMessage,
} from "./authzen/access-request.ts";
export { metadata, type Metadata } from "./authzen/metadata.ts";
export {
  actionSearch,
  resourceSearch,
  searchResponse,
  subjectSearch,
  type ActionSearch,
  type PageRequest,
  type ResourceSearch,
  type SearchResponse,
  type SearchResult,
  type SubjectSearch,
} from "./authzen/search.ts";
export {
  evaluationRequest,
  evaluationResponse,
  evaluationsResponse,
  type EvaluationRequest,
  type EvaluationResponse,
  type EvaluationsResponse,
} from "./authzen/evaluation.ts";
export { evaluationsRequest, withShared, type EvaluationsRequest, type Semantic } from "./authzen/evaluations.ts";
export type { Action, EntityType, ResourceEntity, Subject } from "./authzen/entities.ts";
export {
  activatedMessage,
  activationRequest,
  bundleMessage,
  historyMessage,
  MOST_TOLD,
  rollbackRequest,
  uploadMessage,
  uploadRequest,
  type ActivatedMessage,
  type ActivationRequest,
  type BundleMessage,
  type ChangeMessage,
  type FileMessage,
  type HistoryMessage,
  type RollbackRequest,
  type UploadMessage,
  type UploadRequest,
} from "./bundles/bundles.ts";
export {
  decisionMessage,
  MOST_LISTED,
  type DecisionMessage,
  type ObligationMessage,
  type ReasonMessage,
  type VerdictMessage,
} from "./decision/decision.ts";
export { me, type MeMessage } from "./me.ts";
export { budgetsMessage, type BudgetsMessage, type SpentMessage } from "./spent.ts";
export { problem, type Problem } from "./problem.ts";
export { MOST_EFFECTS, proposal } from "./proposal/proposal.ts";
export { readProposal, readTagged } from "./proposal/read-proposal.ts";
export { writeProposal, writeTagged } from "./proposal/write-proposal.ts";
export {
  anyObject,
  anyValue,
  bool,
  either,
  list,
  mapOf,
  matching,
  named,
  optional,
  orNull,
  oneOf,
  readMessage,
  record,
  required,
  text,
  whole,
  type Definitions,
  type JsonSchema,
  type MessageProblem,
  type MessageResult,
  type Shape,
} from "./shape/index.ts";
export {
  MOST_STOPS,
  resumeMessage,
  resumeRequest,
  stoppedMessage,
  stopRequest,
  stopsMessage,
  type ResumeMessage,
  type ResumeRequest,
  type StoppedMessage,
  type StopRequest,
  type StopsMessage,
} from "./stops/stops.ts";
export {
  authorizationAnswer,
  authorizationRequest,
  listedSubmission,
  listedSubmissions,
  MOST_FINDINGS,
  MOST_SUBMISSIONS,
  outcomeAnswer,
  outcomeRequest,
  receiptKeysAnswer,
  PLAN_TOOLS,
  RUN_SYSTEMS,
  savedPlan,
  submissionAnswer,
  submissionRequest,
  type AuthorizationAnswer,
  type AuthorizationRequest,
  type FindingRead,
  type ListedSubmission,
  type ListedSubmissions,
  type OutcomeAnswer,
  type OutcomeRequest,
  type PipelineRun,
  type PlanChanges,
  type PlanTool,
  type ReceiptKeysAnswer,
  type RefusalMessage,
  type SavedPlan,
  type SubmissionAnswer,
  type SubmissionFinding,
  type SubmissionRequest,
  type ToldOutcome,
} from "./submission/index.ts";
export {
  forgetAnswer,
  forgetRequest,
  recordingMessage,
  recordingsMessage,
  type ForgetAnswer,
  type ForgetRequest,
  type RecordingMessage,
  type RecordingsMessage,
} from "./replay/recordings.ts";
export {
  recordingsRequest,
  replayAnswer,
  replayRequest,
  shadowAnswer,
  shadowRequest,
  type CandidateMessage,
  type RangeMessage,
  type ReplayAnswer,
  type ReplayRequest,
  type ShadowAnswer,
} from "./replay/replay.ts";
export { asAnswer, proposalIn, questionOf } from "./replay/question.ts";
export {
  taskAnswer,
  taskEnded,
  taskOutcome,
  taskRequest,
  type TaskAnswer,
  type TaskCredential,
  type TaskEnded,
  type TaskOutcome,
  type TaskRequest,
} from "./task/index.ts";
export {
  approveToolsMessage,
  approveToolsRequest,
  quarantineMessage,
  quarantineRequest,
  toolsetsMessage,
  type ApproveToolsMessage,
  type ApproveToolsRequest,
  type QuarantineMessage,
  type QuarantineRequest,
  type ToolsetMessage,
  type ToolsetsMessage,
} from "./toolsets/toolsets.ts";
export {
  issuedMessage,
  TASK,
  tokenMessage,
  tokenRequest,
  tokensMessage,
  type IssuedMessage,
  type TokenMessage,
  type TokenRequest,
  type TokensMessage,
} from "./tokens/tokens.ts";
