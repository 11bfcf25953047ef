import { cut, InvariantError } from "#core/diagnostics";
import type { ApprovalRequest } from "#core/store";

/** Characters; a longer summary is cut. */
export const LONGEST_SUMMARY = 2000;
/** Of the details as JSON, in characters. */
export const LARGEST_DETAILS: number = 64 * 1024;

export type MadeRequest =
  | { readonly kind: "made"; readonly request: ApprovalRequest }
  /** The details are larger than anybody should be asked about. */
  | { readonly kind: "too-large" };

/** Makes a request of what is to be approved: its summary as a person can read it, its details bounded. */
export function makeRequest(draft: ApprovalRequest): MadeRequest {
  if (!/^sha256:[0-9a-f]{64}$/.test(draft.subject)) {
    throw new InvariantError("approval-subject", `\`${draft.subject.slice(0, 100)}\` is no digest of what is approved`);
  }
  if (JSON.stringify(draft.details).length > LARGEST_DETAILS) return { kind: "too-large" };
  return { kind: "made", request: { ...draft, summary: cut(draft.summary, LONGEST_SUMMARY) } };
}
