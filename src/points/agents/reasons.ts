import { findRepair } from "#core/analysis";
import { explainVerdict, type Verdict } from "#core/decide";
import type { Proposal } from "#core/model";
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
  const all = decision.concerns.filter(standsAgainst);
  const against = all.slice(0, MOST_TOLD);
  const explained = against.map((verdict) => ({
    code: verdict.outcome,
    message: explainVerdict(session.active.program, proposal, verdict, session.now).message,
    effect: verdict.effect,
  }));
  const others = reasons.filter(({ code }) => against.every(({ outcome }) => outcome !== code));
  const patch = others.length === 0 ? patchOf(all, proposal, session) : null;
  return { reasons: [...others, ...explained], repair: repairOf(against, patch, session.active) };
}

function standsAgainst({ outcome, mode }: Verdict): boolean {
  return outcome !== "waived" && mode === "enforce";
}

function repairOf(against: readonly Verdict[], patch: Repair["patch"], { bundle }: ActiveBundle): Repair | null {
  const policies = new Set(against.map(({ policy }) => policy));
  const texts = bundle.policies
    .filter(({ document }) => policies.has(document.metadata.name))
    .flatMap(({ document }) => document.spec.remediation ?? []);
  if (texts.length > 0) return { text: texts.join(" "), patch };
  return patch === null ? null : { text: "Call it with the arguments changed as the patch says", patch };
}

const ARGUMENTS = "/arguments";

/** What to change in the arguments of a call that is nothing but the call of one tool: what else follows from arguments may change with them. */
function patchOf(
  against: readonly Verdict[],
  proposal: Proposal,
  session: Pick<Session, "active" | "now">,
): Repair["patch"] {
  const [effect] = proposal.effects;
  if (proposal.effects.length !== 1 || effect?.resource.kind !== "Tool") return null;
  const operations = findRepair(session.active.program, proposal, { verdicts: against, now: session.now });
  if (operations === null || !operations.every(({ path }) => path.startsWith(`${ARGUMENTS}/`))) return null;
  return operations.map((operation) => ({ ...operation, path: operation.path.slice(ARGUMENTS.length) }));
}
