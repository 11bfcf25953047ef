export { MOST_FINDINGS, type FindingRead, type SubmissionFinding } from "./finding.ts";
export {
  listedSubmission,
  listedSubmissions,
  MOST_SUBMISSIONS,
  type ListedSubmission,
  type ListedSubmissions,
  type ToldOutcome,
} from "./listing.ts";
export {
  authorizationAnswer,
  authorizationRequest,
  outcomeAnswer,
  outcomeRequest,
  receiptKeysAnswer,
  submissionAnswer,
  submissionRequest,
  type AuthorizationAnswer,
  type AuthorizationRequest,
  type OutcomeAnswer,
  type OutcomeRequest,
  type ReceiptKeysAnswer,
  type RefusalMessage,
  type SubmissionAnswer,
  type SubmissionRequest,
} from "./messages.ts";
export {
  PLAN_TOOLS,
  RUN_SYSTEMS,
  savedPlan,
  type PipelineRun,
  type PlanChanges,
  type PlanTool,
  type SavedPlan,
} from "./plan.ts";
