export { answerReview, refuseReview, type ReviewedRequest, type Wording } from "./answer.ts";
export { mutateRequest, type Mutation } from "./mutate.ts";
export type { CallersOfKind, ClusterCallers } from "./principal.ts";
export { proposeRequest, type ClusterSetting } from "./review.ts";
export { admissionRoutes, type AdmissionPorts } from "./routes.ts";
