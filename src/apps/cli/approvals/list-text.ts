import { cut } from "#core/diagnostics";
import { durationText, printable } from "#adapters/reporters";
import type { ApprovalMessage, ApprovalsMessage } from "#client";
import { alignedRows } from "../aligned.ts";

const HEAD = ["id", "state", "for", "left", "asked by", "about"];
const LONGEST_NAME = 24;
const LONGEST_SUMMARY = 72;

/** Requests for approval, one a line. */
export function listText({ approvals, next }: ApprovalsMessage, state: string, now: number): string {
  if (approvals.length === 0) return state === "all" ? "nothing was asked for\n" : `nothing is ${state}\n`;
  const rows = [HEAD, ...approvals.map((one) => rowOf(one, now))];
  const more = next === null ? [] : [`more with --before ${printable(next)}`];
  return `${[...alignedRows(rows), ...more].join("\n")}\n`;
}

function rowOf(approval: ApprovalMessage, now: number): readonly string[] {
  const { id, state, kind, expiresAt, requesterName, requester, summary } = approval;
  const isOpen = state === "waiting" || state === "approved";
  const left = isOpen ? durationText(Math.max(0, Date.parse(expiresAt) - now)) : "-";
  const name = cut(requesterName === "" ? requester : requesterName, LONGEST_NAME);
  const [about = ""] = summary.split("\n", 1);
  return [id, state, kind, left, name, cut(about, LONGEST_SUMMARY)].map(printable);
}
