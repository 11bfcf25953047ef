export { LARGEST_DETAILS, LONGEST_SUMMARY, makeRequest, type MadeRequest } from "./make-request.ts";
export { refuseAnswer, type AnswerRefusal } from "./refuse-answer.ts";
export { approvalState, isStanding } from "./state.ts";
export {
  APPROVAL_ANSWERS,
  APPROVAL_KINDS,
  APPROVAL_STATES,
  type ApprovalAnswer,
  type ApprovalAnswerKind,
  type ApprovalKind,
  type ApprovalRequest,
  type ApprovalState,
  type ApprovalUse,
  type StoredApproval,
} from "#core/store";
