import {
  forgetAnswer,
  recordingsMessage,
  replayAnswer,
  shadowAnswer,
  type ForgetAnswer,
  type RecordingsMessage,
  type ReplayAnswer,
  type ShadowAnswer,
} from "#core/wire";
import type { CandidateInput, RangeInput, ReplayInput } from "./messages.ts";
import type { Question } from "./question.ts";

const SHADOW = "/v1/shadow";

/** What would a candidate have decided? */
export function replayQuestion(request: ReplayInput): Question<ReplayAnswer> {
  return { method: "POST", path: "/v1/replay", body: JSON.stringify(request), shape: replayAnswer };
}

/** What was asked and decided? */
export function exportQuestion(range: RangeInput): Question<RecordingsMessage> {
  return { method: "POST", path: "/v1/recordings/export", body: JSON.stringify(range), shape: recordingsMessage };
}

/** That every recording be removed that names a principal. */
export function forgetQuestion(principal: string): Question<ForgetAnswer> {
  const body = JSON.stringify({ principal });
  return { method: "POST", path: "/v1/recordings/forget", body, shape: forgetAnswer };
}

/** What runs in shadow, that a candidate do, or that nothing do? */
export function shadowQuestion(method: "GET" | "POST" | "DELETE", candidate?: CandidateInput): Question<ShadowAnswer> {
  const body = candidate === undefined ? null : JSON.stringify(candidate);
  return { method, path: SHADOW, body, shape: shadowAnswer };
}
