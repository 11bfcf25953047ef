// What others wrote for Kubernetes' admission, evaluated exactly as its own engine would. Parts, in the order of a request: model (the request),
// matching (who is concerned), documents (what was written); kyverno (the same for the policies of Kyverno).
export { textAt } from "./model/field.ts";
export { labelsOf, namespaceLabels, type Labels } from "./model/labels.ts";
export {
  creationRequest,
  isNamespace,
  updateRequest,
  type AdmissionRequest,
  type Operation,
  type UserInfo,
} from "./model/request.ts";
export { isNamespaceObject, namespacesAmong } from "./model/namespace.ts";
export { isBuiltInGroup, resourceOf, type ResourceName } from "./model/resources.ts";
export { allOf, answerOf, type Answer } from "./matching/answer.ts";
export { EVERYTHING, selects, selectsEverything, type LabelSelector } from "./matching/label-selector.ts";
export { matchesResources, type MatchResources, type Namespaces } from "./matching/match-resources.ts";
export { matchesRules, type MatchPolicy, type ResourceRule } from "./matching/resource-rule.ts";
export { readAdmissionDocuments, readForeignFile, type AdmissionDocuments } from "./documents/read.ts";
export { admissionEnvironment, variableType } from "./validating/environment.ts";
export { loadAdmission, NO_ADMISSION, type LoadedAdmission } from "./validating/load.ts";
export type { AwaitedParam } from "./validating/bindings.ts";
export { isParam, ParamObjects } from "./validating/params.ts";
export type { PublishedAnnotation } from "./validating/audit.ts";
export {
  reviewRequest,
  type AdmissionReview,
  type AdmissionVerdict,
  type BoundPolicy,
  type Surroundings,
} from "./validating/dispatch.ts";
export type { AdmissionAnswer, AdmissionEngine, AskedAround, ForeignPolicy, ForeignVerdict } from "./engines/engine.ts";
export { enginesOf, foreignPolicies, mutatorsOf } from "./engines/engines.ts";
export { undecided, type MutatedRequest, type Mutators } from "./engines/mutators.ts";
export { validationName, validationNames } from "./engines/validation-name.ts";
export { reviewConstraints } from "./gatekeeper/review.ts";
export type { BoundConstraint } from "./gatekeeper/load.ts";
export { readKyvernoDocuments, type KyvernoDocuments } from "./kyverno/documents/read.ts";
export type { KyvernoPolicy, PolicyException } from "./kyverno/documents/types.ts";
export { compilePolicy, type CompiledPolicies, type CompiledPolicy } from "./kyverno/evaluate/compile.ts";
export { compileMutating, type CompiledKyvernoMutating } from "./kyverno/mutating/compile.ts";
export { evaluateMutation, type KyvernoMutation, type MutationSurroundings } from "./kyverno/mutating/evaluate.ts";
export { mutateExisting } from "./kyverno/mutating/targets.ts";
export { exceptionName, hasEnded } from "./kyverno/evaluate/exceptions.ts";
export { denialOf } from "./kyverno/evaluate/denial.ts";
export { evaluateJson, evaluateRequest } from "./kyverno/evaluate/evaluate.ts";
export type { KyvernoResult } from "./kyverno/evaluate/result.ts";
export { resourceAt } from "./kyverno/functions/context.ts";
export { EMPTY_WORLD, type World, type WorldResource, type WorldResponse } from "./kyverno/functions/world.ts";
