import {
  activatedMessage,
  bundleMessage,
  historyMessage,
  uploadMessage,
  type ActivatedMessage,
  type ActivationRequest,
  type BundleMessage,
  type FileMessage,
  type HistoryMessage,
  type RollbackRequest,
  type UploadMessage,
} from "#core/wire";
import type { Question } from "./question.ts";

/** Checks and stores documents as one bundle. */
export function uploadQuestion(files: readonly FileMessage[]): Question<UploadMessage> {
  return { method: "POST", path: "/v1/bundles", body: JSON.stringify({ files }), shape: uploadMessage, status: 201 };
}

/** Which documents has a stored bundle? */
export function bundleQuestion(digest: string): Question<BundleMessage> {
  return { method: "GET", path: `/v1/bundles/${encodeURIComponent(digest)}`, body: null, shape: bundleMessage };
}

/** What decided when? */
export const HISTORY: Question<HistoryMessage> = {
  method: "GET",
  path: "/v1/activations",
  body: null,
  shape: historyMessage,
};

/** What is done, or waits until somebody else approves it. */
const DONE_OR_WAITING: readonly number[] = [200, 202];

/** Lets a stored bundle decide. */
export function activationQuestion(request: ActivationRequest): Question<ActivatedMessage> {
  const body = JSON.stringify(request);
  return { method: "POST", path: "/v1/activations", body, shape: activatedMessage, status: DONE_OR_WAITING };
}

/** Lets decide again what decided before. */
export function rollbackQuestion(request: RollbackRequest): Question<ActivatedMessage> {
  const body = JSON.stringify(request);
  return { method: "POST", path: "/v1/activations/rollback", body, shape: activatedMessage, status: DONE_OR_WAITING };
}
