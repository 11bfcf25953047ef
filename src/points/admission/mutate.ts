import { resourceOf, type AdmissionRequest, type Mutators } from "#core/admission";
import { toBase64, utf8 } from "#core/evidence";
import { canonicalJson } from "#core/model";
import type { ReviewAnswer, ReviewRequest } from "#core/wire";
import { refuseReview } from "./answer.ts";
import { patchBetween } from "./json-patch.ts";

/** The policies that change objects, and what is known around a request. */
export interface Mutation {
  readonly mutators: Mutators;
  readonly around: Parameters<Mutators["mutate"]>[1];
}

/**
 * Answers a mutating webhook: the patch that the policies make, or a refusal where one of them denies or nobody can tell what the object would become.
 */
export function mutateRequest(request: ReviewRequest, { mutators, around }: Mutation): ReviewAnswer {
  const { request: mutated, verdicts } = mutators.mutate(toAdmissionRequest(request), around);
  const denial = verdicts.find(({ level }) => level === "violation");
  if (denial !== undefined) return refuseReview(request.uid, denial.message, 403);
  if (mutated === null)
    return refuseReview(request.uid, "Nobody can tell what mutating policies make of the object", 403);
  const answer = { uid: request.uid, allowed: true, auditAnnotations: {} };
  const patch = request.object === null || mutated.object === null ? [] : patchBetween(request.object, mutated.object);
  if (patch.length === 0) return answer;
  const written = patch.map((operation) => ({ ...operation }));
  return { ...answer, patchType: "JSONPatch", patch: toBase64(utf8(canonicalJson(written))) };
}

/** A request as policies of Kubernetes see it. */
function toAdmissionRequest(request: ReviewRequest): AdmissionRequest {
  const { kind, resource, subResource, name, namespace, operation, object, oldObject, userInfo, dryRun } = request;
  const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
  const known = resourceOf(apiVersion, kind.kind);
  return {
    operation,
    resource: { ...known, ...resource, namespaced: namespace !== "" },
    subResource,
    name,
    namespace,
    object,
    oldObject,
    userInfo,
    dryRun,
  };
}
