export { answerReview, refuseReview, type ReviewedRequest, type Wording } from "./answer.ts";
export { mutateRequest, type Mutation } from "./mutate.ts";
export type { CallersOfKind, ClusterCallers } from "./principal.ts";
export type { AdmissionPorts } from "./review-request.ts";
export { proposeRequest, type ClusterSetting } from "./review.ts";
export { admissionRoutes, ANSWER_WITHIN_MS, MUTATE_PATH, REGISTERED_SECONDS, VALIDATE_PATH } from "./routes.ts";
