import {
  APPROVAL_ANSWERS,
  APPROVAL_KINDS,
  APPROVAL_STATES,
  type ApprovalAnswer,
  type ApprovalAnswerKind,
  type ApprovalKind,
  type ApprovalRequest,
  type ApprovalState,
  type ApprovalUse,
} from "#core/approvals";
import type { ValueObject } from "#core/language";
import {
  anyObject,
  list,
  named,
  numeral,
  oneOf,
  optional,
  orNull,
  record,
  required,
  text,
  type Shape,
} from "../shape/index.ts";

/** A request for approval as lists show it. */
export interface ApprovalMessage extends Omit<ApprovalRequest, "details"> {
  /** When it was asked for. */
  readonly state: ApprovalState;
  readonly answers: readonly Omit<ApprovalAnswer, "request">[];
  readonly use: ApprovalUse | null;
}

/** A request for approval with what programs say it is about. */
export interface WholeApprovalMessage extends ApprovalMessage {
  readonly details: ValueObject;
}

/** A page of requests; `next` is what the next page comes `before`, and null where there is none. */
export interface ApprovalsMessage {
  readonly approvals: readonly ApprovalMessage[];
  readonly next: string | null;
}

/** Which requests are asked for. */
export interface ApprovalsQuery {
  readonly state: ApprovalState | null;
  readonly kind: ApprovalKind | null;
  readonly before: string | null;
  readonly limit: number;
}

/** An answer that is given. */
export interface AnswerMessage {
  readonly answer: ApprovalAnswerKind;
  readonly reason: string;
}

const MOST_APPROVALS = 100;
const MOST_INVOLVED = 64;
const LONGEST_REASON = 2000;

const WORD: Shape<string> = text("a word", 2048);
const PROSE: Shape<string> = text("a text", 8192, true);

const answer: Shape<ApprovalMessage["answers"][number]> = record<ApprovalMessage["answers"][number]>("an answer", {
  approver: required(WORD, "the id of who answered"),
  approverName: required(PROSE, "the same for people; proves nothing"),
  answer: required(oneOf(APPROVAL_ANSWERS), "what was answered"),
  reason: required(PROSE, "why"),
  at: required(WORD, "when"),
});

const use: Shape<ApprovalUse> = record<ApprovalUse>("a use", {
  by: required(WORD, "what used it up"),
  at: required(WORD, "when"),
});

const fields = {
  id: required(WORD, "its id (UUIDv7)"),
  kind: required(oneOf(APPROVAL_KINDS), "what is asked for"),
  subject: required(WORD, "the digest of exactly what is approved"),
  state: required(oneOf(APPROVAL_STATES), "how it stands now"),
  author: required(orNull(WORD), "the id of who made it; null where nobody did"),
  requester: required(WORD, "the id of who asks"),
  involved: optional(list(WORD, "ids", MOST_INVOLVED), undefined, "who else may not approve it"),
  requesterName: required(PROSE, "the same for people; proves nothing"),
  summary: required(PROSE, "what it is about, for people"),
  requestedAt: required(WORD, "when it was asked"),
  expiresAt: required(WORD, "from when on an approval is worth nothing"),
  answers: required(list(answer, "answers", APPROVAL_ANSWERS.length), "none, one, or one and its revocation"),
  use: required(orNull(use), "what used it up; null where it may be used again, or was not"),
};

const approvalMessage: Shape<ApprovalMessage> = named("Approval", record<ApprovalMessage>("an approval", fields));

export const wholeApprovalMessage: Shape<WholeApprovalMessage> = named(
  "WholeApproval",
  record<WholeApprovalMessage>("an approval with its details", {
    ...fields,
    details: required(anyObject, "what it is about, for programs"),
  }),
);

export const approvalsMessage: Shape<ApprovalsMessage> = named(
  "Approvals",
  record<ApprovalsMessage>("approvals", {
    approvals: required(list(approvalMessage, "approvals", MOST_APPROVALS), "the latest first"),
    next: required(orNull(WORD), "what to ask for as `before` for the next page; null where there is none"),
  }),
);

export const approvalsQuery: Shape<ApprovalsQuery> = record<ApprovalsQuery>("a query", {
  state: optional(oneOf(APPROVAL_STATES), null, "only those that stand so"),
  kind: optional(oneOf(APPROVAL_KINDS), null, "only those of this kind"),
  before: optional(text("the `next` of a page", 64), null, "the page after that one"),
  limit: optional(numeral(1, MOST_APPROVALS), 50, "how many at most"),
});

export const answerMessage: Shape<AnswerMessage> = named(
  "ApprovalAnswer",
  record<AnswerMessage>("an answer", {
    answer: required(oneOf(APPROVAL_ANSWERS), "what is answered"),
    reason: optional(text("a reason", LONGEST_REASON, true), "", "why; needed to refuse and to revoke"),
  }),
);
