export type {
  StoredSubmission,
  SubmissionClaim,
  SubmissionOutcome,
  SubmissionState,
  SubmissionStore,
} from "./submissions.ts";
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
export type { SessionRecord, SessionStore } from "./sessions.ts";
