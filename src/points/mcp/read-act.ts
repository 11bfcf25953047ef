import { TASK, taskOf } from "#core/agents";
import { parseJson, type Principal, type Proposal } from "#core/model";
import { evaluationRequest, readMessage, type EvaluationRequest } from "#core/wire";
import { proposeEvaluation, type ActiveBundle } from "#points/api";

/** What somebody wants to do, in the words of AuthZEN but for the subject, which is whoever asks. */
export interface ActInput {
  readonly action: string;
  readonly resource: unknown;
  readonly context?: unknown;
}

interface Refused {
  readonly kind: "refused";
  readonly message: string;
}

export type ReadEvaluation = { readonly kind: "read"; readonly request: EvaluationRequest } | Refused;
export type ReadAct = { readonly kind: "read"; readonly proposal: Proposal } | Refused;

/** Turns an act into an evaluation of AuthZEN. Total and bounded. */
export function readEvaluation(principal: Principal, act: ActInput): ReadEvaluation {
  const { id, kind, groups, chain } = principal;
  const task = taskOf(principal);
  const subject = { type: kind, id, properties: { groups, chain, ...(task === null ? {} : { [TASK]: task }) } };
  const asked = { subject, action: { name: act.action }, resource: act.resource, context: act.context };
  const json = parseJson(JSON.stringify(asked), { maxDepth: 32 });
  if (json.kind !== "parsed") return { kind: "refused", message: "The act is nested too deep to be read" };
  const read = readMessage(evaluationRequest, json.value);
  if (read.kind === "read") return { kind: "read", request: read.message };
  return { kind: "refused", message: read.problems.map(({ message }) => message).join("; ") };
}

/** Turns an act into the proposal that the control plane would make of it, by a principal. Total and bounded. */
export function readAct(active: ActiveBundle, principal: Principal, act: ActInput): ReadAct {
  const evaluation = readEvaluation(principal, act);
  if (evaluation.kind === "refused") return evaluation;
  const proposed = proposeEvaluation(active, evaluation.request);
  if (proposed.kind === "refused") return { kind: "refused", message: proposed.message };
  return { kind: "read", proposal: { ...proposed.proposal, principal } };
}
