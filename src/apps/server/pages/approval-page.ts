import type { ApprovalKind } from "#core/approvals";
import type { WholeApprovalMessage } from "#core/wire";
import { detailLines, durationText, personText, timeText } from "#adapters/reporters";
import type { ApiAnswer } from "#points/api";
import { htmlText, pageAnswer } from "./page.ts";

const ASKS: Readonly<Record<ApprovalKind, string>> = {
  activation: "asks that a bundle decides",
  submission: "asks that a change is applied",
  act: "is about to do this, once",
  resume: "asks that what was stopped goes on",
  toolset: "asks that agents may use the tools of a server as they are",
};

/** What somebody must know who is asked, and what they can answer; `problem` says why the last answer was not taken. */
export function approvalPage(
  approval: WholeApprovalMessage,
  now: number,
  problem: { readonly text: string; readonly status: number } | null,
): ApiAnswer {
  const { kind, requester, requesterName, summary, details } = approval;
  const title = `${personText(requesterName, requester)} ${ASKS[kind]}`;
  const content = [
    `<h1>${htmlText(title)}</h1>`,
    ...(problem === null ? [] : [`<p class="problem" role="alert">${htmlText(problem.text)}</p>`]),
    `<p>${htmlText(standing(approval, now))}</p>`,
    preformatted(summary.split("\n")),
    preformatted(detailLines(details)),
    factsOf(approval),
    formOf(approval),
  ];
  return pageAnswer(title, content.join("\n"), problem?.status);
}

function standing({ state, expiresAt, use }: WholeApprovalMessage, now: number): string {
  if (use !== null) return `${state}, and used up at ${timeText(use.at)}`;
  if (state !== "waiting" && state !== "approved") return state;
  return `${state}, ${durationText(Math.max(0, Date.parse(expiresAt) - now))} left`;
}

function preformatted(lines: readonly string[]): string {
  return `<pre>${lines.map(htmlText).join("\n")}</pre>`;
}

function factsOf({ id, subject, requestedAt, expiresAt, answers }: WholeApprovalMessage): string {
  const facts: readonly (readonly [string, string])[] = [
    ["asked", timeText(requestedAt)],
    ["until", timeText(expiresAt)],
    ["exactly", subject],
    ["on the command line", `writ approvals show ${id}`],
    ...answers.map((one) => [one.answer, answerText(one)] as const),
  ];
  return `<dl>${facts.map(([name, value]) => `<dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd>`).join("")}</dl>`;
}

function answerText({ approver, approverName, at, reason }: WholeApprovalMessage["answers"][number]): string {
  return `by ${personText(approverName, approver)} at ${timeText(at)}${reason === "" ? "" : `: ${reason}`}`;
}

/** The digest goes along, so that what is answered is what was shown. */
function formOf({ state, subject }: WholeApprovalMessage): string {
  const buttons = BUTTONS[state] ?? [];
  if (buttons.length === 0) return "";
  const shown = buttons.map(([answer, word]) => `<button name="answer" value="${answer}">${word}</button>`).join("");
  return `<form method="post"><input type="hidden" name="subject" value="${htmlText(subject)}">
<label for="reason">Reason, for the record (needed but to approve)</label>
<textarea id="reason" name="reason" rows="3" maxlength="2000"></textarea>
${shown}</form>`;
}

const BUTTONS: Partial<Record<WholeApprovalMessage["state"], readonly (readonly [string, string])[]>> = {
  waiting: [
    ["approved", "Approve"],
    ["refused", "Refuse"],
  ],
  approved: [["revoked", "Revoke"]],
};
