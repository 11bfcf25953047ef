import type { AdmissionRequest } from "../model/request.ts";
import type { Namespaces } from "../matching/match-resources.ts";
import { undecided, type PolicyDecision } from "../validating/decision.ts";
import { inputsOf } from "../validating/inputs.ts";
import { validate } from "../validating/validate.ts";
import type { AdmissionVerdict } from "../validating/dispatch.ts";
import type { BoundConstraint } from "./load.ts";
import { matchesConstraint } from "./match.ts";

/** Asks every constraint about a request, as Gatekeeper's webhook does. */
export function reviewConstraints(
  constraints: readonly BoundConstraint[],
  request: AdmissionRequest,
  namespaces: Namespaces,
): readonly AdmissionVerdict[] {
  return constraints.flatMap((bound) => {
    const decisions = bound.actions.length === 0 ? [] : decisionsOf(bound, request, namespaces);
    return decisions.map((decision) => verdictOf(bound, decision));
  });
}

function decisionsOf(
  { constraint, compiled, document }: BoundConstraint,
  request: AdmissionRequest,
  namespaces: Namespaces,
): readonly PolicyDecision[] {
  const match = matchesConstraint(constraint.match, request, namespaces);
  if (match.kind === "no") return [];
  if (match.kind === "unknown") return [undecided(match.why)];
  return validate(compiled, inputsOf(request, constraint.value, namespaces), document.spec.failurePolicy).decisions;
}

function verdictOf({ document, constraint, actions }: BoundConstraint, decision: PolicyDecision): AdmissionVerdict {
  return { engine: "gatekeeper", policy: document, binding: constraint.metadata.name, decision, actions };
}
