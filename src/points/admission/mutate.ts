import type { Mutators } from "#core/admission";
import { toBase64, utf8 } from "#core/evidence";
import { canonicalJson } from "#core/model";
import type { ReviewAnswer, ReviewRequest } from "#core/wire";
import { refuseReview } from "./answer.ts";
import { patchBetween } from "./json-patch.ts";
import { toAdmissionRequest } from "./request.ts";

/** The policies that change objects, and what is known around a request. */
export interface Mutation {
  readonly mutators: Mutators;
  readonly around: Parameters<Mutators["mutate"]>[1];
}

/** What mutating policies make of a request. */
export interface MutatedReview {
  readonly answer: ReviewAnswer;
  /** The policies that changed the object, by name. */
  readonly changedBy: readonly string[];
}

/**
 * Answers a mutating webhook: the patch that the policies make, or a refusal where one of them denies or nobody can tell what the object would become.
 */
export function mutateRequest(request: ReviewRequest, { mutators, around }: Mutation): MutatedReview {
  const { request: mutated, verdicts, changedBy } = mutators.mutate(toAdmissionRequest(request), around);
  const refuse = (message: string): MutatedReview => ({
    answer: refuseReview(request.uid, message, 403),
    changedBy: [],
  });
  const denial = verdicts.find(({ level }) => level === "violation");
  if (denial !== undefined) return refuse(denial.message);
  if (mutated === null) return refuse("Nobody can tell what mutating policies make of the object");
  const answer = { uid: request.uid, allowed: true, auditAnnotations: {} };
  const patch = request.object === null || mutated.object === null ? [] : patchBetween(request.object, mutated.object);
  if (patch.length === 0) return { answer, changedBy: [] };
  const written = toBase64(utf8(canonicalJson(patch.map((operation) => ({ ...operation })))));
  return { answer: { ...answer, patchType: "JSONPatch", patch: written }, changedBy };
}
