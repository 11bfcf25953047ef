export { answerReview, refuseReview, type ReviewAnswer, type Wording } from "./answer.ts";
export { mutateRequest, type Mutation } from "./mutate.ts";
export type { CallersOfKind, ClusterCallers } from "./principal.ts";
export { judgeRequest, type ReviewedRequest, type ReviewSetting } from "./review.ts";
