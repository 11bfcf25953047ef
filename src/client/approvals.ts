import {
  approvalsMessage,
  wholeApprovalMessage,
  type AnswerMessage,
  type ApprovalsMessage,
  type ApprovalsQuery,
  type WholeApprovalMessage,
} from "#core/wire";
import type { Question } from "./question.ts";

/** Which requests for approval are there? */
export function approvalsQuestion(query: Partial<ApprovalsQuery>): Question<ApprovalsMessage> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  const path = text === "" ? "/v1/approvals" : `/v1/approvals?${text}`;
  return { method: "GET", path, body: null, shape: approvalsMessage };
}

/** What is to be approved? */
export function approvalQuestion(id: string): Question<WholeApprovalMessage> {
  return { method: "GET", path: pathOf(id), body: null, shape: wholeApprovalMessage };
}

/** Approves, refuses or revokes. */
export function answerQuestion(id: string, answer: AnswerMessage): Question<WholeApprovalMessage> {
  const body = JSON.stringify(answer);
  return { method: "POST", path: `${pathOf(id)}/answer`, body, shape: wholeApprovalMessage };
}

function pathOf(id: string): string {
  return `/v1/approvals/${encodeURIComponent(id)}`;
}
