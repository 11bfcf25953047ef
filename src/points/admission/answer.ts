import { explainVerdict, type Decision, type Program, type Verdict } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal } from "#core/model";
import type { ReviewAnswer } from "#core/wire";

/** What the API server shows whole: more is cut there without a word. */
const MOST_WARNINGS = 10;
const LONGEST_WARNING = 256;
const MOST_REASONS = 10;
const LONGEST_MESSAGE = 4096;
const STOPPING: ReadonlySet<string> = new Set(["fail", "error", "unknown"]);

/** A request as it was put to the policies, and their answer. */
export interface ReviewedRequest {
  readonly proposal: Proposal;
  readonly decision: Decision;
}

/** By what the words of an answer are found. */
export interface Wording {
  readonly program: Program;
  readonly now: Timestamp;
}

/** Puts a decision into the words of admission: why not, and what policies only warn of. */
export function answerReview(uid: string, reviewed: ReviewedRequest, wording: Wording): ReviewAnswer {
  const { decision } = reviewed;
  const warnings = warningsOf(reviewed, wording);
  const allowed = decision.effect === "allow";
  return {
    uid,
    allowed,
    ...(allowed ? {} : { status: { code: 403, reason: "Forbidden", message: messageOf(reviewed, wording) } }),
    ...(warnings.length === 0 ? {} : { warnings }),
    auditAnnotations: { decision: decision.effect, bundle: decision.bundleDigest },
  };
}

/** Answers a request that could not be judged; nothing of it is let through. */
export function refuseReview(uid: string, message: string, code: number = 500): ReviewAnswer {
  const reason = code === 500 ? "InternalError" : "Forbidden";
  return { uid, allowed: false, status: { code, reason, message }, auditAnnotations: { decision: "deny" } };
}

function messageOf(reviewed: ReviewedRequest, wording: Wording): string {
  const { concerns, effect, reasons } = reviewed.decision;
  const rules = concerns.filter(({ mode, outcome }) => mode === "enforce" && STOPPING.has(outcome));
  const others = reasons.filter(({ code }) => !STOPPING.has(code)).map(({ message }) => message);
  const lines = [...rules.slice(0, MOST_REASONS).map((verdict) => lineOf(verdict, reviewed, wording)), ...others];
  const more = rules.length > MOST_REASONS ? [`and ${rules.length - MOST_REASONS} more`] : [];
  const first = effect === "hold" ? "held until it is approved or known: " : "";
  return cut(first + [...lines, ...more].join("; "), LONGEST_MESSAGE);
}

function warningsOf(reviewed: ReviewedRequest, wording: Wording): readonly string[] {
  const warned = reviewed.decision.concerns.filter(({ mode, outcome }) => mode === "warn" && STOPPING.has(outcome));
  return warned.slice(0, MOST_WARNINGS).map((verdict) => cut(lineOf(verdict, reviewed, wording), LONGEST_WARNING));
}

/** What one verdict says, with its resource where the request is about several. */
function lineOf(verdict: Verdict, { proposal }: ReviewedRequest, { program, now }: Wording): string {
  const { message } = explainVerdict(program, proposal, verdict, now);
  const which = proposal.effects.length > 1 ? ` (${proposal.effects[verdict.effect]?.resource.id ?? ""})` : "";
  return `${verdict.policy}/${verdict.validation}${which}: ${message}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
