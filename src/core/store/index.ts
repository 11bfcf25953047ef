export type {
  StoredSubmission,
  SubmissionClaim,
  SubmissionOutcome,
  SubmissionState,
  SubmissionStore,
} from "./submissions.ts";
export type { BudgetCharge, BudgetReservation, BudgetResult, BudgetSettlement, BudgetStore } from "./budgets.ts";
export type { HistoryStore, StoredAct, StoredHistory } from "./history.ts";
export type { DisclosureStore, OpenableDisclosure, StoredDisclosure, SubjectKey } from "./disclosures.ts";
export type { Lease, LeaseStore } from "./leases.ts";
export type { Activation, Instant, Setting, StoredBundle, TokenRecord } from "./records.ts";
export type { ActivationResult, AliasStore, BundleStore, SettingStore, Store, TokenStore } from "./store.ts";
export type {
  RecordedAnswer,
  Recording,
  RecordingBatch,
  RecordingCoverage,
  RecordingPage,
  RecordingRange,
  RecordingStore,
} from "./recordings.ts";
export {
  STOP_KINDS,
  type Resumption,
  type Stop,
  type StopEffect,
  type StopKind,
  type StopState,
  type StopStore,
} from "./stops.ts";
export type { SessionRecord, SessionStore } from "./sessions.ts";
export {
  APPROVAL_ANSWERS,
  APPROVAL_KINDS,
  APPROVAL_STATES,
  type AnswerResult,
  type ApprovalAnswer,
  type ApprovalAnswerKind,
  type ApprovalKind,
  type ApprovalPage,
  type ApprovalRequest,
  type ApprovalState,
  type ApprovalStore,
  type ApprovalUse,
  type AskLimit,
  type AskOnceResult,
  type ConsumeResult,
  type Json,
  type JsonObject,
  type StoredApproval,
} from "./approvals.ts";
export type { StoredTool, Toolset, ToolsetPin, ToolsetState, ToolsetStore } from "./toolsets.ts";
