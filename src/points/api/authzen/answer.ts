import type { EvaluationResponse } from "#core/wire";
import { reasonsOf, type Judged } from "../judge.ts";

const MOST_TOLD = 20;
const ALLOW: EvaluationResponse = { decision: true };

/**
 * An answer of AuthZEN. It knows two answers, and whoever asks may look at nothing else: so only an allow that leaves nothing to be done is `true`, and
 * what holds or has obligations is `false` with the reason beside it.
 */
export function answerOf(judged: Judged): EvaluationResponse {
  const obligations = judged.decision?.obligations ?? [];
  if (judged.effect === "allow" && obligations.length === 0) return ALLOW;
  const reasons = reasonsOf(judged);
  return {
    decision: false,
    context: {
      effect: judged.effect,
      reasons: reasons.slice(0, MOST_TOLD).map(({ code, message }) => ({ code, message })),
      obligations: obligations.slice(0, MOST_TOLD).map(({ code, message }) => ({ code, message })),
      bundle: judged.bundleDigest,
    },
  };
}
