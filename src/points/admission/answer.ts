import { cut } from "#core/diagnostics";
import type { ForeignVerdict } from "#core/admission";
import { explainVerdict, type Decision, type Program, type Verdict } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { ReviewAnswer } from "#core/wire";
import { isStopping } from "./weigh-others.ts";

/** What the API server shows whole: more is cut there without a word. */
const MOST_WARNINGS = 10;
const LONGEST_WARNING = 256;
const MOST_REASONS = 10;
const LONGEST_MESSAGE = 4096;
const STOPPING: ReadonlySet<string> = new Set(["fail", "error", "unknown"]);

/** A request as it was put to the policies, and their answer. */
export interface ReviewedRequest {
  readonly proposal: Proposal;
  /** By Writ's own policies. */
  readonly decision: Decision;
  /** What policies of others said of it. */
  readonly others: readonly ForeignVerdict[];
  /** What came of both. */
  readonly effect: Decision["effect"];
}

/** By what the words of an answer are found. */
export interface Wording {
  readonly program: Program;
  readonly now: Timestamp;
}

/** Puts a decision into the words of admission: why not, and what policies only warn of. */
export function answerReview(uid: string, reviewed: ReviewedRequest, wording: Wording): ReviewAnswer {
  const { decision, effect } = reviewed;
  const warnings = warningsOf(reviewed, wording);
  const allowed = effect === "allow";
  return {
    uid,
    allowed,
    ...(allowed ? {} : { status: { code: 403, reason: "Forbidden", message: messageOf(reviewed, wording) } }),
    ...(warnings.length === 0 ? {} : { warnings }),
    auditAnnotations: { decision: effect, bundle: decision.bundleDigest },
  };
}

/** Answers a request that could not be judged; nothing of it is let through. */
export function refuseReview(uid: string, message: string, code: number = 500): ReviewAnswer {
  const reason = code === 500 ? "InternalError" : "Forbidden";
  return { uid, allowed: false, status: { code, reason, message }, auditAnnotations: { decision: "deny" } };
}

function messageOf(reviewed: ReviewedRequest, wording: Wording): string {
  const { concerns, reasons } = reviewed.decision;
  const rules = concerns.filter(({ mode, outcome }) => mode === "enforce" && STOPPING.has(outcome));
  const circumstances = reasons.filter(({ code }) => !STOPPING.has(code)).map(({ message }) => message);
  const stopping = reviewed.others.filter(isStopping);
  const own = rules.slice(0, MOST_REASONS).map((verdict) => lineOf(verdict, reviewed, wording));
  const foreign = stopping.slice(0, MOST_REASONS - own.length).map(({ message }) => message);
  const lines = [...own, ...foreign, ...circumstances];
  const left = rules.length + stopping.length - own.length - foreign.length;
  const more = left > 0 ? [`and ${left} more`] : [];
  const first = reviewed.effect === "hold" ? "held until it is approved or known: " : "";
  return cut(first + [...lines, ...more].join("; "), LONGEST_MESSAGE);
}

function warningsOf(reviewed: ReviewedRequest, wording: Wording): readonly string[] {
  const warned = reviewed.decision.concerns.filter(({ mode, outcome }) => mode === "warn" && STOPPING.has(outcome));
  const own = warned.slice(0, MOST_WARNINGS).map((verdict) => lineOf(verdict, reviewed, wording));
  const others = reviewed.others.filter((verdict) => verdict.level === "warning" && !isStopping(verdict));
  const told = [...own, ...others.map(({ message }) => message)].slice(0, MOST_WARNINGS);
  return told.map((line) => cut(line, LONGEST_WARNING));
}

/** What one verdict says, with its resource where the request is about several. */
function lineOf(verdict: Verdict, { proposal }: ReviewedRequest, { program, now }: Wording): string {
  const { message } = explainVerdict(program, proposal, verdict, now);
  const which = proposal.effects.length > 1 ? ` (${proposal.effects[verdict.effect]?.resource.id ?? ""})` : "";
  return `${verdict.policy}/${verdict.validation}${which}: ${message}`;
}
