import { detailLines, durationText, personText, printable, timeText } from "#adapters/reporters";
import type { ApprovalMessage, WholeApprovalMessage } from "#client";
import type { ApprovalKind } from "#core/approvals";

const ASKS: Readonly<Record<ApprovalKind, string>> = {
  activation: "asks that a bundle decides",
  submission: "asks that a change is applied",
  act: "is about to do this, once",
  resume: "asks that what was stopped goes on",
  toolset: "asks that agents may use the tools of a server as they are",
};

const MOST_LINES = 12;

/** What an approver must know, in the order in which it matters: how it stands, who asks, for what, what is destroyed, until when. */
export function approvalText(approval: WholeApprovalMessage, now: number): string {
  const { id, kind, author, requester, requesterName, summary, details, subject, requestedAt, expiresAt } = approval;
  const maker = author === null || author === requester ? "" : `, made by ${printable(author)}`;
  const parts = [
    [`approval ${printable(id)}: ${standing(approval, now)}`],
    [`${personText(requesterName, requester)} ${ASKS[kind]}${maker}`],
    summaryLines(summary),
    detailLines(details).map((line) => `  ${line}`),
    [`asked    ${timeText(requestedAt)}`, `until    ${timeText(expiresAt)}`, `exactly  ${printable(subject)}`],
    approval.answers.map(answerLine),
    nextSteps(approval),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A mark before each line tells the words of whoever asks from those of this program. */
function summaryLines(summary: string): readonly string[] {
  const lines = summary.split("\n").map((line) => `  | ${printable(line)}`);
  if (lines.length <= MOST_LINES) return lines;
  return [
    ...lines.slice(0, MOST_LINES),
    `  and ${lines.length - MOST_LINES} more lines: --format json has all of them`,
  ];
}

function standing({ state, expiresAt, use }: ApprovalMessage, now: number): string {
  if (use !== null) return `${state}, and used up at ${timeText(use.at)}`;
  if (state !== "waiting" && state !== "approved") return state;
  return `${state}, ${durationText(Math.max(0, Date.parse(expiresAt) - now))} left`;
}

function answerLine({ answer, approver, approverName, at, reason }: ApprovalMessage["answers"][number]): string {
  const why = reason === "" ? "" : `: ${printable(reason)}`;
  return `${answer} by ${personText(approverName, approver)} at ${timeText(at)}${why}`;
}

function nextSteps({ id, state }: ApprovalMessage): readonly string[] {
  const shown = printable(id);
  if (state === "approved") return [`writ approvals revoke ${shown} --reason "…"`];
  if (state !== "waiting") return [];
  return [`writ approvals approve ${shown}`, `writ approvals refuse ${shown} --reason "…"`];
}

/** What was done, in a line. */
export function answerText({ id, state, summary }: WholeApprovalMessage): string {
  const [about = ""] = summary.split("\n", 1);
  return `${state} ${printable(id)}: ${printable(about)}\n`;
}
