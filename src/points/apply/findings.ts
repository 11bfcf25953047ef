import { explainVerdict, type Program, type Verdict } from "#core/decide";
import type { Timestamp } from "#core/language";
import type { Proposal, Rule } from "#core/model";
import { MOST_FINDINGS, type SubmissionFinding } from "#core/wire";
import type { ActiveBundle, Judged } from "#points/api";
import { printNamed, rulesOf } from "#points/check";

/** What was judged, by what, and when. */
export interface FindingContext {
  readonly active: ActiveBundle;
  readonly now: Timestamp;
}

/** The concerns of a decision in words, what denies or holds first; none where nothing was decided. */
export function findingsOf(
  { decision, proposal }: Judged,
  { active, now }: FindingContext,
): readonly SubmissionFinding[] {
  if (decision === null || proposal === null) return [];
  const rules = rulesOf(active.bundle);
  const first = decision.concerns.toSorted((a, b) => weight(a) - weight(b)).slice(0, MOST_FINDINGS);
  return first.map((verdict) => findingOf(verdict, { program: active.program, proposal, now, rules }));
}

function weight({ outcome, mode }: Verdict): number {
  if (outcome === "waived" || mode !== "enforce") return 2;
  return outcome === "unknown" ? 1 : 0;
}

interface Explaining {
  readonly program: Program;
  readonly proposal: Proposal;
  readonly now: Timestamp;
  readonly rules: ReadonlyMap<string, Rule>;
}

function findingOf(verdict: Verdict, { program, proposal, now, rules }: Explaining): SubmissionFinding {
  const { effect, policy, validation, outcome, severity, mode, waiver } = verdict;
  const { message, required, reads } = explainVerdict(program, proposal, verdict, now);
  const rule = rules.get(`${policy}/${validation}`);
  return {
    effect,
    policy,
    validation,
    outcome: outcome === "fail" || outcome === "unknown" || outcome === "waived" ? outcome : "error",
    severity,
    mode,
    title: rule?.title ?? policy,
    message,
    required,
    remediation: rule?.remediation ?? null,
    waiver,
    reads: reads
      .filter(({ segments }) => segments[0] !== "params")
      .map(({ path, segments, value }) => ({ path, segments, value: printNamed(segments.at(-1), value) })),
  };
}
