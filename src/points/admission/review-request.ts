import type { AdmissionAnswer } from "#core/admission";
import type { ValueObject } from "#core/language";
import type { Proposal } from "#core/model";
import type { ReviewAnswer, ReviewRequest } from "#core/wire";
import { Session, type ApiPorts, type Judged, type RouteCall } from "#points/api";
import { answerReview, refuseReview } from "./answer.ts";
import { mutateRequest } from "./mutate.ts";
import { aroundRequest, askEngines, othersOf, type Around, type Others } from "./others.ts";
import { isOwnObject } from "./own-object.ts";
import type { ClusterCallers } from "./principal.ts";
import { toAdmissionRequest } from "./request.ts";
import { proposeRequest } from "./review.ts";
import { weighOthers } from "./weigh-others.ts";

/** What this point is given beside what every point of the server has. */
export interface AdmissionPorts extends ApiPorts {
  readonly callers: ClusterCallers;
  readonly environment: string | null;
  /** The namespace in which Writ itself runs; null where it runs in none. */
  readonly ownNamespace: string | null;
  /** A namespace as the cluster has it; null where that cannot be told. Never rejects. */
  readonly namespaceOf: ((name: string) => Promise<ValueObject | null>) | null;
}

/** Answers whether a request may pass: by Writ's own policies, and by those of others that judge. */
export async function validate(ports: AdmissionPorts, request: ReviewRequest, call: RouteCall): Promise<ReviewAnswer> {
  const asked = await ask(ports, request, call);
  const { session, others, around } = asked;
  const proposal = proposalOf(ports, request, session);
  const own = { ...session.judge({ kind: "proposed", proposal }, proposal), isRehearsal: request.dryRun };
  const { verdicts, annotations } = askEngines(others, toAdmissionRequest(request), around);
  const weighed = weighOthers(own, verdicts);
  const judged = letThrough(weighed, isOwnObject(request, proposal.principal, ports.ownNamespace));
  const [kept] = await session.keep([judged]);
  if (kept === undefined || kept.refusal !== null)
    return refuseReview(request.uid, kept?.refusal?.message ?? NOT_JUDGED);
  const { decision } = own;
  if (decision === null) return refuseReview(request.uid, NOT_JUDGED);
  const reviewed = { proposal, decision, others: verdicts, effect: judged.effect };
  const answer = answerReview(request.uid, reviewed, { program: session.active.program, now: session.now });
  const told = judged === weighed ? answer.auditAnnotations : { ...answer.auditAnnotations, ...OWN };
  return { ...answer, auditAnnotations: { ...told, ...named(annotations) } };
}

const NOT_JUDGED = "The request could not be judged";

/** Answers what is to be changed of a request, by the mutating policies of others. A change and a refusal are recorded before; where nothing changes, `validate` is. */
export async function mutate(ports: AdmissionPorts, request: ReviewRequest, call: RouteCall): Promise<ReviewAnswer> {
  const asked = await ask(ports, request, call);
  const { session, others, around } = asked;
  const { answer, changedBy } = mutateRequest(request, { mutators: others.mutators, around });
  if (answer.allowed && answer.patch === undefined) return answer;
  const proposal = proposalOf(ports, request, session);
  const isOwn = isOwnObject(request, proposal.principal, ports.ownNamespace);
  const judged = letThrough(undecided(proposal, { session, request, isAllowed: answer.allowed }), isOwn);
  const [kept] = await session.keep([judged]);
  if (kept === undefined || kept.refusal !== null)
    return refuseReview(request.uid, kept?.refusal?.message ?? NOT_JUDGED);
  const isLet = judged.effect === "allow" && !answer.allowed;
  if (isLet) return { uid: request.uid, allowed: true, auditAnnotations: OWN };
  return changedBy.length === 0 ? answer : { ...answer, auditAnnotations: { changedBy: changedBy.join(",") } };
}

/** What a request is judged by, on its way. */
interface Asked {
  readonly session: Session;
  readonly others: Others;
  readonly around: Around;
}

async function ask(ports: AdmissionPorts, request: ReviewRequest, call: RouteCall): Promise<Asked> {
  const session = new Session(ports, call);
  const others = othersOf(session.active.bundle);
  return { session, others, around: aroundRequest(others, await namespaceAround(ports, others, request), session.now) };
}

function proposalOf(ports: AdmissionPorts, request: ReviewRequest, { active }: Session): Proposal {
  const { callers, environment } = ports;
  return proposeRequest(request, { ...active, callers, environment });
}

/** What mutating policies make of a request, for the record; Writ's own are asked when it is validated. */
function undecided(
  proposal: Proposal,
  { session, request, isAllowed }: Pick<Asked, "session"> & { request: ReviewRequest; isAllowed: boolean },
): Judged {
  return {
    effect: isAllowed ? "allow" : "deny",
    asked: proposal,
    proposal,
    decision: null,
    refusal: null,
    bundleDigest: session.active.bundle.digest,
    isRehearsal: request.dryRun,
  };
}

/** The cluster is asked only where there are policies that may want to know. */
async function namespaceAround(
  { namespaceOf }: AdmissionPorts,
  { engines, mutators }: Others,
  { namespace: name }: ReviewRequest,
): Promise<Parameters<typeof aroundRequest>[1]> {
  const isWanted = name !== "" && (engines.length > 0 || mutators.policies.length > 0);
  return { name, object: isWanted && namespaceOf !== null ? await namespaceOf(name) : null };
}

const OWN = { decision: "allow", own: "let through as a part of Writ itself" };

/** A refusal of a part of Writ itself becomes an allow, which the record tells with the verdicts that were against it. */
function letThrough(judged: Judged, isOwn: boolean): Judged {
  if (!isOwn || judged.effect === "allow") return judged;
  const { decision } = judged;
  const obligation = { code: "own-object", message: OWN.own, verdict: null };
  const told = decision === null ? null : { ...written(decision), effect: "allow" as const };
  return {
    ...judged,
    effect: "allow",
    own: judged.own ?? decision,
    decision: told === null ? null : { ...told, obligations: [...told.obligations, obligation] },
  };
}

/** A decision with what it makes when it is first read. */
function written(decision: NonNullable<Judged["decision"]>): NonNullable<Judged["decision"]> {
  const { effect, verdicts, concerns, passes, notApplicable, reasons, obligations, bundleDigest } = decision;
  return { effect, verdicts, concerns, passes, notApplicable, reasons, obligations, bundleDigest };
}

/** Annotations for the audit log, whose keys the API server puts behind the name of the webhook and a slash. */
function named(annotations: AdmissionAnswer["annotations"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    annotations.flatMap(({ key, value }) => (value === null ? [] : [[key.replaceAll("/", "."), value]])),
  );
}
