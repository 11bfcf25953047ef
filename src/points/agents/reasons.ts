import { explainVerdict, type Verdict } from "#core/decide";
import type { ReasonMessage } from "#core/wire";
import { reasonsOf, type ActiveBundle, type Judged, type Session } from "#points/api";
import type { Repair } from "./ruling.ts";

/** How many policies are told of: an agent reads what it is told. */
const MOST_TOLD = 5;

/** Why an act is not allowed, in the words of the policies that stand against it, and how it is mended where they say so. */
export interface Told {
  readonly reasons: readonly ReasonMessage[];
  readonly repair: Repair | null;
}

/** What is told of a judgement; nothing of an allow. */
export function tell(judged: Judged, session: Pick<Session, "active" | "now">): Told {
  if (judged.effect === "allow") return { reasons: [], repair: null };
  const { decision, proposal } = judged;
  const reasons = reasonsOf(judged);
  if (decision === null || proposal === null) return { reasons, repair: null };
  const against = decision.concerns.filter(standsAgainst).slice(0, MOST_TOLD);
  const explained = against.map((verdict) => ({
    code: verdict.outcome,
    message: explainVerdict(session.active.program, proposal, verdict, session.now).message,
    effect: verdict.effect,
  }));
  const others = reasons.filter(({ code }) => against.every(({ outcome }) => outcome !== code));
  return { reasons: [...others, ...explained], repair: repairOf(against, session.active) };
}

function standsAgainst({ outcome, mode }: Verdict): boolean {
  return outcome !== "waived" && mode === "enforce";
}

function repairOf(against: readonly Verdict[], { bundle }: ActiveBundle): Repair | null {
  const policies = new Set(against.map(({ policy }) => policy));
  const texts = bundle.policies
    .filter(({ document }) => policies.has(document.metadata.name))
    .flatMap(({ document }) => document.spec.remediation ?? []);
  return texts.length === 0 ? null : { text: texts.join(" "), patch: null };
}
