import { cut } from "#core/diagnostics";
import type { Effect, Principal, Proposal } from "#core/model";
import type { PipelineRun, SavedPlan, SubmissionFinding } from "#core/wire";
import { countChanges, describeCounts, destroyedBy, type ChangeCounts } from "./count-changes.ts";

/** What somebody sees who is asked to approve a plan and has little time; every list is cut, and `more` says how much is not there. */
export interface ApprovalDetails {
  readonly plan: SavedPlan;
  readonly principal: { readonly kind: string; readonly id: string; readonly chain: readonly string[] };
  readonly run: PipelineRun | null;
  readonly counts: ChangeCounts;
  /** What is deleted or replaced. */
  readonly destroys: Listed<string>;
  /** What is violated or not known. */
  readonly findings: Listed<{ readonly rule: string; readonly resource: string; readonly message: string }>;
  /** Why the plan may not be the whole truth. */
  readonly unresolved: Listed<string>;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly more: number;
}

const MOST_DESTROYED = 40;
const MOST_FINDINGS = 30;
const MOST_UNRESOLVED = 10;
const LONGEST = 300;
const LONGEST_SUMMARY = 2000;

/** What is shown of a plan to whoever is asked to approve it: at most some 40 KiB. */
export function detailsOf(
  { principal, effects, context }: Proposal,
  {
    plan,
    run,
    findings,
  }: { readonly plan: SavedPlan; readonly run: PipelineRun | null; readonly findings: readonly SubmissionFinding[] },
): ApprovalDetails {
  const pressing = findings.filter(({ mode, outcome }) => mode === "enforce" && outcome !== "waived");
  return {
    plan,
    principal: shortPrincipal(principal),
    run,
    counts: countChanges(effects),
    destroys: listed(destroyedBy(effects), MOST_DESTROYED, short),
    findings: listed(pressing, MOST_FINDINGS, (one) => shortFinding(one, effects)),
    unresolved: listed(context.unresolved, MOST_UNRESOLVED, ({ message }) => short(message)),
  };
}

/** The same in one sentence. */
export function summaryOf({ effects, principal }: Proposal, findings: readonly SubmissionFinding[]): string {
  const open = findings.filter(({ mode, outcome }) => mode === "enforce" && outcome === "unknown").length;
  const unknowns = open === 0 ? "" : `; ${open} ${open === 1 ? "rule" : "rules"} cannot be told before it is applied`;
  const who = short(`${principal.kind} ${principal.id}`);
  return `${who}: ${describeCounts(countChanges(effects))}${unknowns}`.slice(0, LONGEST_SUMMARY);
}

function shortPrincipal({ kind, id, chain }: Principal): ApprovalDetails["principal"] {
  return { kind, id: short(id), chain: chain.slice(0, 16).map(short) };
}

function shortFinding(
  { policy, validation, effect, message }: SubmissionFinding,
  effects: readonly Effect[],
): ApprovalDetails["findings"]["items"][number] {
  return {
    rule: `${policy}/${validation}`,
    resource: short(effects[effect]?.resource.id ?? ""),
    message: short(message),
  };
}

function listed<From, Item>(all: readonly From[], most: number, toItem: (from: From) => Item): Listed<Item> {
  return { items: all.slice(0, most).map(toItem), more: Math.max(0, all.length - most) };
}

function short(text: string): string {
  return cut(text, LONGEST);
}
