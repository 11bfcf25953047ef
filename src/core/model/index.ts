export {
  canonicalJson,
  isList,
  isObject,
  JSON_LIMITS,
  jsonText,
  parseJson,
  parseSurveyed,
  skipSpace,
  stringEnd,
  surveyJson,
  type JsonLimits,
  type JsonProblem,
  type JsonProblemCode,
  type JsonResult,
  type JsonSurvey,
  setOwn,
} from "./json/index.ts";
export { sha256Hex } from "./digest.ts";
export { actOn, type ActedOn } from "./proposal/act-on.ts";
export { askedProposal, canonicalProposal } from "./proposal/canonical-proposal.ts";
export {
  PART,
  POINTS,
  PRINCIPAL_KINDS,
  VERBS,
  type Context,
  type Effect,
  type Point,
  type Principal,
  type PrincipalKind,
  type Proposal,
  type Unresolved,
  type Verb,
} from "./proposal/proposal.ts";
export { REACH_TRAITS, type ReachTrait } from "./proposal/reach.ts";
export type { Locate, Location, Path, SourceRef } from "./resource/location.ts";
export type { NativeChange, SourceInput, SourceReading } from "./resource/reading.ts";
export {
  UNCLASSIFIED,
  type Link,
  type NativeReference,
  type NativeResource,
  type PropertyFacts,
  type Resource,
} from "./resource/resource.ts";
export type {
  AuditAnnotation,
  CheckReport,
  Counts,
  InputSummary,
  ObjectMutations,
  Obligation,
  QuietVerdict,
  Rule,
  WaiverStanding,
} from "./report/check-report.ts";
export type { ForeignEntry } from "./report/foreign-entry.ts";
export {
  MODES,
  OUTCOMES,
  SEVERITIES,
  type Finding,
  type FindingWaiver,
  type Mode,
  type Observation,
  type Outcome,
  type Severity,
} from "./report/finding.ts";
export { visitAlike } from "./visit-alike.ts";
export { isSameValue } from "./same-value.ts";
export { member, memberAt } from "./member.ts";
export { finish, type Steps } from "./steps.ts";
