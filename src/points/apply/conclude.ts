import type { Proposal } from "#core/model";
import { changesDigest } from "#core/receipts";
import type { SubmissionState } from "#core/store";
import type { OutcomeAnswer, OutcomeRequest, PlanChanges, SubmissionFinding } from "#core/wire";
import { UnavailableError } from "#core/diagnostics";
import { conformProposal, Session, type Judged, type Refusal, type RouteCall } from "#points/api";
import { compareOutcome } from "./agreement.ts";
import { storedProposal } from "./authorize.ts";
import { findingsOf } from "./findings.ts";
import { isoOf, msOf } from "./moment.ts";
import type { ApplyPorts } from "./ports.ts";

/** What is kept of an outcome. */
export interface KeptOutcome extends OutcomeAnswer {
  readonly status: OutcomeRequest["status"];
  readonly exitCode: number | null;
}

/**
 * Hears what became of a plan from whoever was let apply it: decides on the values that are known now, which discharges obligations or shows them violated,
 * compares them with the plan, and records both before they are kept. What was told first stays, and is answered again. Null where there is no such submission.
 */
export async function conclude(
  ports: ApplyPorts,
  { call, id }: { readonly call: RouteCall; readonly id: string },
  request: OutcomeRequest,
): Promise<OutcomeAnswer | Refusal | null> {
  const state = await ports.submissions.find(id);
  if (state === null) return null;
  if (state.claim?.attempt !== request.attempt || state.claim.by !== call.caller.id) return NOT_AUTHORIZED;
  if (state.outcome !== null) return answerOf(readOutcome(state.outcome.told));
  const about = { record: ports.newId(), point: "apply", approval: null } as const;
  const session = new Session({ ...ports, heard: null }, { caller: call.caller, requestId: call.requestId, about });
  const answer = await observe(session, state, request);
  const { observed, status, exitCode } = request;
  if (state.claim.record !== null && ports.recordEffect !== null) {
    const after = observed === null ? null : changesDigest(observed);
    const { agreement } = answer;
    await ports.recordEffect({ caller: call.caller, decision: state.claim.record, status, agreement, after });
  }
  const told: KeptOutcome = { ...answer, status, exitCode };
  const outcome = { at: isoOf(msOf(session.now)), told: JSON.stringify(told) };
  const concluded = await ports.submissions.conclude(id, request.attempt, outcome);
  return concluded.kind === "concluded" ? answerOf(readOutcome(concluded.outcome.told)) : NOT_AUTHORIZED;
}

const NOT_AUTHORIZED: Refusal = {
  kind: "refused",
  code: "not-authorized",
  message: "Only whoever was let apply the plan tells what became of it",
};

/** What was told of an outcome, which this control plane itself has written. */
export function readOutcome(told: string): KeptOutcome {
  const read: KeptOutcome = JSON.parse(told);
  return read;
}

function answerOf({ agreement, differences, discharged, findings }: KeptOutcome): OutcomeAnswer {
  return { agreement, differences, discharged, findings };
}

async function observe(session: Session, state: SubmissionState, { observed }: OutcomeRequest): Promise<OutcomeAnswer> {
  const planned = storedProposal(state);
  const agreement = compareOutcome(planned.effects, observed);
  const before = session.judge(conformProposal(session.active, planned), planned);
  const judged = observed === null ? before : await judgeObserved(session, planned, observed);
  const open = new Set(openKeys(judged));
  const discharged = openKeys(before).filter((key) => !open.has(key)).length;
  return { ...agreement, discharged, findings: findingsOf(judged, session).filter(isPressing) };
}

async function judgeObserved(
  session: Session,
  planned: Proposal,
  { effects, unresolved }: PlanChanges,
): Promise<Judged> {
  const now = { ...planned, effects, context: { ...planned.context, unresolved } };
  const [judged] = await session.keep([session.judge(conformProposal(session.active, now), now)]);
  if (judged === undefined || judged.refusal?.code === "evidence-unavailable")
    throw new UnavailableError("evidence-unavailable", "What became of a plan could not be recorded");
  return judged;
}

/** What is not known of which resource, however effects are numbered. */
function openKeys({ decision, proposal }: Judged): readonly string[] {
  return (decision?.concerns ?? []).flatMap(({ policy, validation, outcome, mode, effect }) => {
    const resource = proposal?.effects[effect]?.resource;
    return outcome === "unknown" && mode === "enforce"
      ? [JSON.stringify([policy, validation, resource?.kind, resource?.id])]
      : [];
  });
}

function isPressing({ mode, outcome }: SubmissionFinding): boolean {
  return mode === "enforce" && outcome !== "waived";
}
