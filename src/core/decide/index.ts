export { decide, MAX_EFFECTS } from "./decide.ts";
export type { Decision, DecisionObligation, Reason, Verdict } from "./decision.ts";
export { digestProposal, nativeDigest, resourceDigest } from "./digest.ts";
export {
  explainPolicy,
  type NamedExplanation,
  type PolicyExplanation,
  type PolicyQuestion,
} from "./explain/explain-policy.ts";
export { explainGrants, type GrantStanding } from "./explain/explain-grants.ts";
export { explainVerdict, type Witness } from "./explain/explain-verdict.ts";
export { explainReads } from "./explain/explain-reads.ts";
export type { WitnessRead } from "./explain/collect-reads.ts";
export { compileProgram, type Program, type ProgramOptions } from "./program/program.ts";
export { extentOf } from "./extent.ts";
export { placeEffect } from "./place-effect.ts";
export { describeWaivers } from "./waivers/describe-waivers.ts";
export { findWaiver } from "./waivers/find-waiver.ts";
export type { WaivedRule, WaivedSubject } from "./judge/waivers.ts";
export { reviewWaivers, type VerdictElsewhere, type WaiverReview, type WaiverState } from "./waivers/review-waivers.ts";
