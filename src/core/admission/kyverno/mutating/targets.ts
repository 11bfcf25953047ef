import { equals, type ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { matchesResources } from "../../matching/match-resources.ts";
import { creationRequest, type AdmissionRequest } from "../../model/request.ts";
import { holdAll } from "../evaluate/conditions.ts";
import { Evaluation, Failure } from "../evaluate/evaluation.ts";
import type { CompiledKyvernoMutating } from "./compile.ts";
import { evaluateTarget, scopeOf, type KyvernoMutation, type MutationSurroundings } from "./evaluate.ts";

/** What a policy that changes what exists makes of objects when a request comes in; nothing of those that it leaves alone. Total. */
export function mutateExisting(
  policy: CompiledKyvernoMutating,
  request: AdmissionRequest,
  { existing, around }: { readonly existing: readonly ValueObject[]; readonly around: MutationSurroundings },
): readonly KyvernoMutation[] {
  if (!triggers(policy, request, around)) return [];
  return existing
    .filter((target) => isTarget(policy, request, { target, around }))
    .map((target) => evaluateTarget(policy, request, { target, around }));
}

function triggers(policy: CompiledKyvernoMutating, request: AdmissionRequest, around: MutationSurroundings): boolean {
  const { matchConstraints } = policy.document.spec;
  if (matchesResources(matchConstraints, request, around.namespaces).kind !== "yes") return false;
  return holdAll(policy.conditions, new Evaluation(scopeOf(request, around), policy), "Fail") === true;
}

interface Candidate {
  readonly target: ValueObject;
  readonly around: MutationSurroundings;
}

/** A policy that names no targets changes whatever it is about. */
function isTarget(policy: CompiledKyvernoMutating, request: AdmissionRequest, { target, around }: Candidate): boolean {
  const { targets, matchConstraints } = policy.document.spec;
  if (policy.targetExpression !== null) {
    const found = new Evaluation(scopeOf(request, around), policy).evaluate(policy.targetExpression);
    return !(found instanceof Failure) && isObject(found) && equals(found, target) === true;
  }
  const constraints = targets?.constraints ?? matchConstraints;
  return matchesResources(constraints, creationRequest(target), around.namespaces).kind === "yes";
}
