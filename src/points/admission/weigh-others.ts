import { validationName, type ForeignVerdict } from "#core/admission";
import type { Decision, Reason, Verdict } from "#core/decide";
import type { Judged } from "#points/api";

/** How bad a failure is where a policy of others does not say. */
const DEFAULT_SEVERITY = "medium";

/** Whether a verdict keeps a request from being admitted: a denial does, and so does what an enforced policy cannot tell. */
export function isStopping({ level, outcome }: ForeignVerdict): boolean {
  return level === "violation" || (outcome === "unknown" && level === "warning");
}

/** What was judged by Writ's own policies, made no better by what policies of others said. */
export function weighOthers(judged: Judged, others: readonly ForeignVerdict[]): Judged {
  const { decision } = judged;
  if (decision === null || others.length === 0) return judged;
  const weighed = weigh(decision, others);
  return { ...judged, effect: weighed.effect, decision: weighed, own: decision };
}

function weigh(decision: Decision, others: readonly ForeignVerdict[]): Decision {
  const told = others.map(toVerdict);
  const stopping = others.filter(isStopping);
  const passes = new Map(decision.passes);
  for (const { policy, outcome } of told) if (outcome === "pass") passes.set(policy, (passes.get(policy) ?? 0) + 1);
  return {
    effect: worsened(decision.effect, stopping),
    verdicts: [...decision.verdicts, ...told],
    concerns: [
      ...decision.concerns,
      ...told.filter(({ outcome }) => outcome !== "pass" && outcome !== "not-applicable"),
    ],
    passes,
    notApplicable: decision.notApplicable + told.filter(({ outcome }) => outcome === "not-applicable").length,
    reasons: [...decision.reasons, ...stopping.map(toReason)],
    obligations: decision.obligations,
    bundleDigest: decision.bundleDigest,
  };
}

function worsened(effect: Decision["effect"], stopping: readonly ForeignVerdict[]): Decision["effect"] {
  if (stopping.some(({ level }) => level === "violation")) return "deny";
  return stopping.length > 0 && effect === "allow" ? "hold" : effect;
}

/** A verdict of another engine in the words of Writ's own; its mode is what its failure does. */
function toVerdict(verdict: ForeignVerdict): Verdict {
  const { policy, index, outcome: said } = verdict;
  const outcome = said === "skip" ? "not-applicable" : said;
  return {
    policy: policy.name,
    validation: validationName(index),
    severity: policy.severity ?? DEFAULT_SEVERITY,
    mode: modeOf(verdict),
    effect: 0,
    outcome,
    waiver: null,
    underlying: outcome,
  };
}

function modeOf(verdict: ForeignVerdict): Verdict["mode"] {
  if (isStopping(verdict)) return "enforce";
  return verdict.level === "warning" ? "warn" : "audit";
}

function toReason({ outcome, message }: ForeignVerdict): Reason {
  return { code: outcome, message, effect: 0 };
}
